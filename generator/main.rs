//! The command `specwright`.

/// A document is hundreds of thousands of small values, and to ask for their memory is a fifth of the time that a run takes.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> std::process::ExitCode {
    specwright::cli::run()
}
