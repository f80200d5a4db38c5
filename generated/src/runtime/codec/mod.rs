//! How models are read and written: small tables over one codec, instead of derived code for each model.
//!
//! What the tables expand to is `inline`, and so are the methods of requests and what of the codec and of calls not every program needs: only
//! what a program uses is compiled for it.
//!
//! Also where a number may stand as a text, null as absent, and where a decoding error gets its JSON path.

mod any;
mod decode;
mod encode;
mod enumeration;
mod failure;
pub mod field;
mod held;
mod reader;
mod reading;
mod record;
mod slot;
mod source;
mod stack;
mod union;
mod write;

pub use decode::{Decode, from_json, from_value, lenient, optional_text, text};
pub use encode::{Encode, Make, Member, Name, Shape, beside, serialize};
pub(crate) use enumeration::{integer_enum, shown, text_enum};
pub use failure::Failure;
pub use reader::deserialize;
pub(crate) use reading::{date_time, integer_text, milliseconds, readings, seconds};
pub(crate) use record::{record, serde_impls};
pub use slot::{Slot, fill, items, missing};
pub use source::{Scalar, Source, Tolerant};
pub(crate) use union::union;
pub use union::{Best, alternative, beside_tag, json_type, lacks, tag};
pub use write::to_json;
