//! The command `specwright`.

fn main() -> std::process::ExitCode {
    specwright::cli::run()
}
