//! Runs that stop halfway, and runs that meet.

use std::fs;
use std::sync::Barrier;

use super::super::list::{self, List};
use super::super::{Change, Error, Package, write};
use super::{generated, names, package, tree};

#[test]
fn a_rerun_heals_an_interrupted_one_wherever_it_stopped() {
    let old = [("a", "1"), ("b", "1"), ("stale", "1")];
    let new = package([("a", "2"), ("b", "2"), ("c/d", "2")]);
    let meanwhile = List::of(&package(old)).union(&List::of(&new));
    for steps in 0..=5 {
        let folder = generated(old);
        let steps_of_a_run: [&dyn Fn(); 5] = [
            &|| write::put(folder.path(), list::NAME, meanwhile.text().as_bytes()).unwrap(),
            &|| write::put(folder.path(), "a", b"2").unwrap(),
            &|| fs::write(folder.path().join(".specwright-1-1.tmp"), "half a fi").unwrap(),
            &|| write::put(folder.path(), "c/d", b"2").unwrap(),
            &|| fs::remove_file(folder.path().join("stale")).unwrap(),
        ];
        steps_of_a_run.iter().take(steps).for_each(|step| step());
        assert!(!new.compare(folder.path()).unwrap().is_fresh(), "{steps}");
        new.write(folder.path(), false).unwrap();
        assert_eq!(names(folder.path()), [".specwright", "a", "b", "c/d"], "{steps}");
        assert_eq!(tree(folder.path())[list::NAME], List::of(&new).text(), "{steps}");
    }
}

#[test]
fn going_back_after_an_interruption_heals_too() {
    let (old, new) = (package([("a", "1")]), package([("a", "2"), ("b", "2")]));
    let folder = generated([("a", "1")]);
    write::put(folder.path(), list::NAME, List::of(&old).union(&List::of(&new)).text().as_bytes()).unwrap();
    write::put(folder.path(), "b", b"2").unwrap();
    let changes = old.write(folder.path(), false).unwrap();
    assert_eq!(changes.with(Change::Removed).collect::<Vec<_>>(), ["b"]);
    assert!(old.compare(folder.path()).unwrap().is_fresh());
}

#[test]
fn a_first_run_that_stopped_before_its_list_is_healed() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join(".specwright-1-1.tmp"), "half a li").unwrap();
    package([("a", "1")]).write(folder.path(), false).unwrap();
    assert_eq!(names(folder.path()), [".specwright", "a"]);
}

#[test]
fn two_runs_at_once_leave_one_whole_package() {
    let files: Vec<(String, Vec<u8>)> = (0..40).map(|n| (format!("src/m{}/f{n}.rs", n % 5), vec![b'x'; 4096])).collect();
    let new = Package { files: files.into_iter().collect() };
    for _ in 0..20 {
        let folder = generated([("stale/a", "1"), ("src/m0/f0.rs", "1")]);
        let barrier = Barrier::new(2);
        let run = || {
            barrier.wait();
            new.write(folder.path(), false).map(|_| ())
        };
        let results = std::thread::scope(|scope| {
            let other = scope.spawn(run);
            [run(), other.join().unwrap()]
        });
        assert!(results.iter().all(Result::is_ok), "{results:?}");
        assert!(new.compare(folder.path()).unwrap().is_fresh());
        assert_eq!(names(folder.path()).len(), 41);
    }
}

#[test]
fn two_runs_of_different_packages_never_end_in_silence() {
    let (one, two) = (package([("a", "1"), ("b", "1"), ("c", "1")]), package([("a", "2"), ("b", "2"), ("c", "2")]));
    for _ in 0..50 {
        let folder = generated([("a", "0")]);
        let barrier = Barrier::new(2);
        let run = |package: &Package| {
            barrier.wait();
            package.write(folder.path(), false).map(|_| ())
        };
        let results = std::thread::scope(|scope| {
            let other = scope.spawn(|| run(&two));
            [run(&one), other.join().unwrap()]
        });
        let refused = |result: &Result<(), Error>| matches!(result, Err(Error::Busy { .. } | Error::Edited { .. }));
        assert!(results.iter().all(|result| result.is_ok() || refused(result)), "{results:?}");
        // Whatever they left, forcing mends.
        one.write(folder.path(), true).unwrap();
        assert!(one.compare(folder.path()).unwrap().is_fresh());
    }
}
