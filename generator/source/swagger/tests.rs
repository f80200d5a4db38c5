//! Whole documents of Swagger 2.0, and what they are in 3.0.
