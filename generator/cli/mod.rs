//! Arguments → a run, and what it says. One file a command: `generate` (with `release`), `lint`, `diff` (with `side` and `revision`), `explain`, `init`.
//!
//! Exit codes: 0 done; 1 the document has findings that forbid it, or the output is stale or cannot be written; 2 the command
//! cannot be understood as it was given.

mod diff;
mod docs;
mod explain;
mod failure;
mod findings;
mod generate;
mod init;
mod input;
mod lint;
mod release;
mod revision;
mod side;
mod terminal;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

use failure::Failure;
use terminal::{Colour, Terminal};

/// Makes a Rust client crate of an OpenAPI document.
///
/// The crate reads as if somebody had written it by hand. It is written as a whole or not at all, and again whenever the document
/// changes.
#[derive(Debug, Parser)]
#[command(version, propagate_version = true, arg_required_else_help = true, after_help = EXAMPLES, after_long_help = EXAMPLES)]
struct Cli {
    #[command(subcommand)]
    command: Command,
    /// When to colour the output; `auto` asks the terminal and NO_COLOR.
    #[arg(long, global = true, value_enum, default_value_t, value_name = "WHEN")]
    color: Colour,
}

const EXAMPLES: &str = "\
Examples:
  specwright init openapi.yaml      begin: write specwright.toml, and fill in its manifest
  specwright generate               write the crate
  specwright generate --check       in CI: fail if somebody forgot to
  specwright diff                   what the edits of the document change for users
  specwright explain dangling-ref   what a finding means

Exit codes: 0 done, 1 findings or stale output, 2 wrong usage.";

#[derive(Debug, Subcommand)]
enum Command {
    Generate(generate::Generate),
    Lint(lint::Lint),
    Diff(diff::Diff),
    Docs(docs::Docs),
    Explain(explain::Explain),
    Init(init::Init),
}

/// What a command that did what it was asked has to report.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Verdict {
    /// All is well.
    Done,
    /// There are findings, or the output is stale.
    Findings,
}

/// Runs the command of this process's arguments.
pub fn run() -> ExitCode {
    let cli = match Cli::try_parse() {
        Ok(cli) => cli,
        Err(error) => {
            // Help goes to a pipe that may be closed already; there is nobody left to tell.
            let _ = error.print();
            return ExitCode::from(u8::try_from(error.exit_code()).unwrap_or(2));
        }
    };
    let terminal = Terminal::new(cli.color);
    let result = match &cli.command {
        Command::Generate(command) => command.run(&terminal),
        Command::Lint(command) => command.run(&terminal),
        Command::Diff(command) => command.run(&terminal),
        Command::Docs(command) => command.run(&terminal),
        Command::Explain(command) => command.run(&terminal),
        Command::Init(command) => command.run(&terminal),
    };
    match result {
        Ok(Verdict::Done) => ExitCode::SUCCESS,
        Ok(Verdict::Findings) => ExitCode::from(1),
        Err(failure) => {
            terminal.note(&failure.text);
            ExitCode::from(failure.code)
        }
    }
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory as _;

    #[test]
    fn the_arguments_are_consistent() {
        super::Cli::command().debug_assert();
    }
}
