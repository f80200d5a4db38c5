//! How much of the stack records within records take while they are read.

/// What has been taken. It is measured rather than counted: it depends on the records, and on how the program is compiled. Records of 300
/// fields would fill the stack of a thread at a depth of 50, and who sends them would end the program.
#[derive(Clone, Copy, Default)]
pub(super) struct Stack {
    /// An address in the part that was taken last; none before the first.
    at: Option<usize>,
    taken: usize,
}

impl Stack {
    /// Half of what threads have that Rust starts, or of what there is where the first thread has less, in bytes.
    const MOST: usize = if cfg!(any(windows, target_family = "wasm")) { 1 << 19 } else { 1 << 20 };

    /// With all down to an address on the stack; none if that is too much.
    pub(super) fn down_to(self, at: usize) -> Option<Self> {
        // What is as far away lies on another stack, where some formats go on when one is full.
        let more = self.at.map(|before| before.abs_diff(at)).filter(|more| *more < Self::MOST).unwrap_or_default();
        let taken = self.taken + more;
        (taken < Self::MOST).then_some(Self { at: Some(at), taken })
    }
}
