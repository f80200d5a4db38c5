//! A report → the text that a terminal shows, in the manner of rustc.
