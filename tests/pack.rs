//! `tactful pack`: what is sound is taken whole, and nothing that a zip may hold leads anywhere else.
#![expect(clippy::disallowed_methods, clippy::unwrap_used, reason = "a test makes files, and fails where it cannot")]

use std::collections::BTreeMap;
use std::io::{Cursor, Write};
use std::path::{Path, PathBuf};
use std::process::Command;

use tempfile::TempDir;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

const DESK: &str = include_str!("../examples/returns-desk.yaml");
const SIGNAL: &str = "signal: hums\ntitle: Humming\nhears: Hums.\nsource: us\ncues: [hm]\naccepts: [Hm.]\nrejects: [No hum.]\ntry: Hum.\n";

/// A machine of somebody who has no packs yet.
struct Place {
    folder: TempDir,
}

impl Place {
    fn new() -> Self {
        Self { folder: tempfile::tempdir().unwrap() }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn write(&self, name: &str, text: impl AsRef<[u8]>) {
        let path = self.path(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_tactful"));
        command.args(arguments).current_dir(self.folder.path()).env("TACTFUL_HOME", self.path("home")).env("COLUMNS", "200");
        command.env_remove("CLICOLOR_FORCE");
        command
    }

    fn run(&self, arguments: &[&str]) -> (Option<i32>, String) {
        let output = self.command(arguments).output().unwrap();
        let said = [output.stdout, output.stderr].concat();
        (output.status.code(), String::from_utf8(said).unwrap())
    }

    #[track_caller]
    fn says(&self, arguments: &[&str], code: i32, words: &[&str]) -> String {
        let (came, said) = self.run(arguments);
        assert_eq!(came, Some(code), "{arguments:?}: {said}");
        words.iter().for_each(|words| assert!(said.contains(words), "`{words}` is not in\n{said}"));
        assert!(!said.contains("panicked"), "{said}");
        said
    }

    /// Every file there is, with what it holds.
    fn everything(&self) -> BTreeMap<PathBuf, Vec<u8>> {
        let mut found = BTreeMap::new();
        walk(self.folder.path(), &mut found);
        found.retain(|path, _| !path.ends_with(".lock"));
        found
    }
}

fn walk(folder: &Path, found: &mut BTreeMap<PathBuf, Vec<u8>>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let entry = entry.unwrap();
        let kind = entry.file_type().unwrap();
        if kind.is_dir() {
            walk(&entry.path(), found);
        } else {
            let held = if kind.is_file() { std::fs::read(entry.path()).unwrap() } else { Vec::new() };
            found.insert(entry.path(), held);
        }
    }
}

/// A zip of these files.
fn zip(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, held) in files {
        writer.start_file(*name, SimpleFileOptions::default().compression_method(CompressionMethod::Deflated)).unwrap();
        writer.write_all(held).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

/// Writes other bytes behind each of the headers of a zip: the local ones and those of its directory.
fn patched(mut zip: Vec<u8>, local: usize, central: usize, bytes: &[u8]) -> Vec<u8> {
    for (signature, offset) in [(b"PK\x03\x04", local), (b"PK\x01\x02", central)] {
        let places: Vec<usize> = zip.windows(4).enumerate().filter(|(_, four)| four == signature).map(|(at, _)| at).collect();
        for at in places {
            zip[at + offset..at + offset + bytes.len()].copy_from_slice(bytes);
        }
    }
    zip
}

#[test]
fn a_folder_is_taken_listed_used_updated_and_removed() {
    let at = Place::new();
    at.write("desk/returns.yaml", DESK);
    at.write("desk/signals/hums.yaml", SIGNAL);
    at.write("desk/README.md", "# Ours\n");
    at.write("desk/logo.png", [0, 1, 2]);
    at.write("desk/.git/config", "x");
    at.says(&["pack", "list"], 0, &["There is no pack yet."]);
    let said = at.says(
        &["pack", "add", "desk"],
        0,
        &["added desk: 1 framework, 1 signal; 14 examples, all as they should be", "left out: logo.png", "tactful drill returns-desk"],
    );
    assert!(!said.contains(".git"), "{said}");
    let kept: Vec<String> =
        at.everything().into_keys().filter_map(|path| path.strip_prefix(at.path("home/packs")).ok().map(|path| path.display().to_string())).collect();
    assert_eq!(kept, ["desk/README.md", "desk/pack.json", "desk/returns.yaml", "desk/signals/hums.yaml"]);

    let list = at.says(&["pack", "list"], 0, &["desk  1 framework, 1 signal", "framework: returns-desk", "signal: hums", "taken 20"]);
    assert!(list.contains(&at.path("desk").canonicalize().unwrap().display().to_string()) && !list.contains("by hand"), "{list}");
    at.says(&["list"], 0, &["returns-desk/gift"]);
    at.says(&["explain", "hums"], 0, &["Humming"]);

    at.says(&["pack", "add", "desk"], 2, &["there is a pack `desk` already", "tactful pack update desk"]);
    at.says(&["pack", "update", "desk"], 0, &["desk is as it was"]);
    at.write("desk/returns.yaml", DESK.replace("title: The boots from an aunt", "title: Boots"));
    std::fs::remove_file(at.path("desk/README.md")).unwrap();
    at.says(&["pack", "update", "desk"], 0, &["updated desk: 1 framework, 1 signal"]);
    at.says(&["list"], 0, &["Boots"]);
    assert!(!at.path("home/packs/desk/README.md").exists(), "what is not in the new one is gone");

    at.says(&["pack", "remove", "dessk"], 2, &["there is no pack `dessk`; did you mean `desk`?"]);
    at.says(&["pack", "remove", "desk"], 0, &["removed desk"]);
    at.says(&["pack", "list"], 0, &["There is no pack yet."]);
    assert!(!at.path("home/packs/desk").exists() && at.path("desk/returns.yaml").exists());
}

#[test]
fn a_zip_is_taken_also_with_one_folder_around_it_and_updated_from_elsewhere() {
    let at = Place::new();
    at.write(
        "desk.zip",
        zip(&[
            ("desk-main/", b""),
            ("desk-main/returns.yaml", DESK.as_bytes()),
            ("desk-main/signals/hums.yaml", SIGNAL.as_bytes()),
            ("__MACOSX/._x.yaml", b"x"),
        ]),
    );
    let said = at.says(&["pack", "add", "desk.zip", "--name", "front"], 0, &["added front: 1 framework, 1 signal"]);
    assert!(!said.contains("left out"), "{said}");
    assert!(at.path("home/packs/front/returns.yaml").exists() && at.path("home/packs/front/signals/hums.yaml").exists());
    // Where it came from is known from any folder.
    let mut elsewhere = at.command(&["pack", "update", "front"]);
    assert!(elsewhere.current_dir(std::env::temp_dir()).output().unwrap().status.success());
    at.write("newer.zip", zip(&[("returns.yaml", DESK.replace("title: The boots from an aunt", "title: Boots").as_bytes())]));
    at.says(&["pack", "update", "front", "newer.zip"], 0, &["updated front: 1 framework;"]);
    at.says(&["list"], 0, &["Boots"]);
    std::fs::remove_file(at.path("newer.zip")).unwrap();
    at.says(&["pack", "update", "front"], 2, &["there is no folder or .zip"]);
    at.says(&["list"], 0, &["Boots"]);
}

#[test]
fn what_has_a_finding_or_a_failing_example_is_refused_whole_with_everything_that_is_wrong() {
    let at = Place::new();
    let slipped = DESK.replacen("accepts: [\"", "accepts: [\"The moon is made of cheese.\", \"", 1);
    let files: [(&str, &[u8]); 3] =
        [("good.yaml", SIGNAL.as_bytes()), ("slipped.yaml", slipped.as_bytes()), ("faulty.yaml", include_bytes!("findings/F012.yaml"))];
    at.write("desk.zip", zip(&files));
    let said = at.says(
        &["pack", "add", "desk.zip"],
        1,
        &["error[T001]", "desk.zip/slipped.yaml:15:15", "error[F012]", "desk.zip/faulty.yaml", "desk is not taken: 3 findings to mend; nothing was changed"],
    );
    assert!(!said.contains("home"), "no finding names a folder that is gone: {said}");
    assert_eq!(std::fs::read_dir(at.path("home/packs")).unwrap().filter(|entry| entry.as_ref().unwrap().file_name() != ".lock").count(), 0);

    at.write("good.zip", zip(&[("good.yaml", DESK.as_bytes())]));
    at.says(&["pack", "add", "good.zip"], 0, &["added good"]);
    let before = at.everything();
    at.says(&["pack", "update", "good", "desk.zip"], 1, &["good is not taken", "the one that is there stays as it is"]);
    assert_eq!(at.everything(), before);
}

#[test]
fn names_that_lead_elsewhere_or_are_odd_are_refused_and_nothing_is_written() {
    let long = format!("{}.yaml", "x".repeat(300));
    let deep = format!("{}x.yaml", "a/".repeat(9));
    let names: [(&str, &str); 17] = [
        ("../evil.yaml", "leads out of the pack"),
        ("a/../../evil.yaml", "leads out of the pack"),
        ("../../home/stopped/evil.yaml", "leads out of the pack"),
        ("/tmp/evil.yaml", "begins at the root of a disk"),
        ("C:/evil.yaml", "has a colon in its name"),
        ("c:evil.yaml", "has a colon in its name"),
        ("evil.yaml:stream", "has a colon in its name"),
        ("..\\evil.yaml", "has a backslash in its name"),
        ("a\\evil.yaml", "has a backslash in its name"),
        ("a//evil.yaml", "has an empty part in its name"),
        ("ev\u{1b}[31mil.yaml", "has a letter in its name"),
        ("ev\u{202e}il.yaml", "has a letter in its name"),
        ("con.yaml", "has the name of a device"),
        ("a/Nul.md", "has the name of a device"),
        ("evil.yaml.", "ends with a full stop"),
        (&long, "has too long a name"),
        (&deep, "lies deeper than eight folders"),
    ];
    let at = Place::new();
    for (name, why) in names {
        at.write("evil.zip", zip(&[("good.yaml", DESK.as_bytes()), (name, SIGNAL.as_bytes())]));
        let before = at.everything();
        let said = at.says(&["pack", "add", "evil.zip"], 2, &["`evil.zip` can not be taken as a pack", why]);
        assert!(!said.contains('\x1b') && !said.contains('\u{202e}'), "{said:?}");
        assert_eq!(at.everything(), before, "{name}");
    }
    // Also a file that would be left out anyway.
    at.write("evil.zip", zip(&[("good.yaml", DESK.as_bytes()), ("../../.bashrc", b"x")]));
    at.says(&["pack", "add", "evil.zip"], 2, &["leads out of the pack"]);
}

#[test]
fn links_and_devices_are_refused() {
    let at = Place::new();
    let mut writer = ZipWriter::new(Cursor::new(zip(&[])));
    writer.start_file("good.yaml", SimpleFileOptions::default()).unwrap();
    writer.write_all(DESK.as_bytes()).unwrap();
    writer.add_symlink("link.yaml", "/etc/passwd", SimpleFileOptions::default()).unwrap();
    at.write("evil.zip", writer.finish().unwrap().into_inner());
    at.says(&["pack", "add", "evil.zip"], 2, &["`link.yaml` is a link or a device"]);
    // The same as a directory entry says it: a device.
    let device = patched(zip(&[("device.yaml", b"x")]), 4, 40, &[0, 0, 0xa0, 0x21][..2]);
    let mut device = device;
    let central = device.windows(4).position(|four| four == b"PK\x01\x02").unwrap();
    device[central + 5] = 3;
    device[central + 38..central + 42].copy_from_slice(&(0o020_666_u32 << 16).to_le_bytes());
    at.write("device.zip", device);
    at.says(&["pack", "add", "device.zip"], 2, &["is a link or a device"]);
    assert!(!at.path("home/packs/evil").exists());
}

#[cfg(unix)]
#[test]
fn a_folder_with_a_link_is_refused_and_a_pipe_is_never_read() {
    let at = Place::new();
    at.write("desk/good.yaml", DESK);
    at.write("secret.yaml", SIGNAL);
    std::os::unix::fs::symlink(at.path("secret.yaml"), at.path("desk/link.yaml")).unwrap();
    at.says(&["pack", "add", "desk"], 2, &["`link.yaml` is a link; put what it leads to in its place"]);
    std::fs::remove_file(at.path("desk/link.yaml")).unwrap();
    std::os::unix::fs::symlink(at.folder.path(), at.path("desk/all")).unwrap();
    at.says(&["pack", "add", "desk"], 2, &["`all` is a link"]);
    std::fs::remove_file(at.path("desk/all")).unwrap();
    if Command::new("mkfifo").arg(at.path("desk/pipe.yaml")).status().is_ok_and(|status| status.success()) {
        at.says(&["pack", "add", "desk"], 0, &["left out: pipe.yaml"]);
    }
}

#[test]
fn a_zip_that_lies_about_its_size_is_counted_while_it_is_unpacked() {
    let at = Place::new();
    let large = vec![b'#'; 65 << 20];
    let honest = zip(&[("good.yaml", DESK.as_bytes()), ("large.yaml", &large)]);
    assert!(honest.len() < 1 << 20, "a bomb is small: {}", honest.len());
    at.write("bomb.zip", &honest);
    at.says(&["pack", "add", "bomb.zip"], 2, &["it is larger than 64 MiB when it is unpacked"]);
    at.write("liar.zip", patched(honest, 22, 24, &10_u32.to_le_bytes()));
    let said = at.says(&["pack", "add", "liar.zip"], 2, &["can not be taken as a pack"]);
    assert!(said.contains("larger than 64 MiB") || said.contains("is damaged"), "{said}");
    // Of many files together, each within the bound.
    let part = vec![b'#'; 22 << 20];
    at.write("parts.zip", zip(&[("a.yaml", &part), ("b.yaml", &part), ("c.yaml", &part)]));
    at.says(&["pack", "add", "parts.zip"], 2, &["it is larger than 64 MiB when it is unpacked"]);
    assert!(at.everything().keys().all(|path| !path.starts_with(at.path("home/packs"))));
}

#[test]
fn too_many_files_are_refused() {
    let at = Place::new();
    let names: Vec<String> = (0..2001).map(|number| format!("{number}.txt")).collect();
    let files: Vec<(&str, &[u8])> = names.iter().map(|name| (name.as_str(), &b"x"[..])).collect();
    at.write("many.zip", zip(&files));
    at.says(&["pack", "add", "many.zip"], 2, &["it holds more than 2,000 files"]);
    names.iter().for_each(|name| at.write(&format!("many/{name}"), "x"));
    at.says(&["pack", "add", "many"], 2, &["it holds more than 2,000 files"]);
}

#[test]
fn two_names_that_some_system_takes_for_one_are_refused() {
    let at = Place::new();
    let two = |one: &str, other: &str| zip(&[("good.yaml", DESK.as_bytes()), (one, SIGNAL.as_bytes()), (other, SIGNAL.as_bytes())]);
    at.write("two.zip", two("hums.yaml", "Hums.yaml"));
    at.says(&["pack", "add", "two.zip"], 2, &["`hums.yaml` and `Hums.yaml` are the same name on some systems"]);
    at.write("two.zip", two("\u{e9}.yaml", "e\u{301}.yaml"));
    at.says(&["pack", "add", "two.zip"], 2, &["are the same name on some systems"]);
    at.write("two.zip", two("a.yaml", "a.yaml/b.yaml"));
    at.says(&["pack", "add", "two.zip"], 2, &["`a.yaml` is a file and a folder at once"]);
    // The very same name twice: no honest program makes it.
    let mut same = two("hums1.yaml", "hums2.yaml");
    let second = b"hums2.yaml";
    let places: Vec<usize> = same.windows(second.len()).enumerate().filter(|(_, bytes)| bytes == second).map(|(at, _)| at).collect();
    places.into_iter().for_each(|at| same[at + 4] = b'1');
    at.write("two.zip", same);
    at.says(&["pack", "add", "two.zip"], 2, &["two files in it have the same name"]);
}

#[test]
fn what_is_no_zip_or_can_not_be_read_says_so() {
    let at = Place::new();
    let good = zip(&[("good.yaml", DESK.as_bytes())]);
    at.write("torn.zip", &good[..good.len() / 2]);
    at.says(&["pack", "add", "torn.zip"], 2, &["it is no zip, or damaged"]);
    at.write("empty.zip", "");
    at.says(&["pack", "add", "empty.zip"], 2, &["it is no zip, or damaged"]);
    let mut broken = good.clone();
    broken[100] ^= 0xff;
    at.write("broken.zip", broken);
    at.says(&["pack", "add", "broken.zip"], 2, &["`good.yaml` is damaged"]);
    at.write("locked.zip", patched(good.clone(), 6, 8, &[1]));
    at.says(&["pack", "add", "locked.zip"], 2, &["it has a password; pack it without one"]);
    at.write("strange.zip", patched(good, 8, 10, &[99, 0]));
    at.says(&["pack", "add", "strange.zip"], 2, &["packed in a way that is not read here"]);
    at.write("latin.zip", zip(&[("latin.yaml", b"title: caf\xe9\n")]));
    at.says(&["pack", "add", "latin.zip"], 2, &["`latin.yaml` is not a text in UTF-8"]);
    at.write("none.zip", zip(&[("README.md", b"# Nothing\n")]));
    at.says(&["pack", "add", "none.zip"], 2, &["there is no `.yaml` file in `none.zip`"]);
    at.write("one.yaml", DESK);
    at.says(&["pack", "add", "one.yaml"], 2, &["a pack is a folder or a .zip", "--frameworks"]);
    at.says(&["pack", "add", "nowhere"], 2, &["there is no folder or .zip `nowhere`"]);
    at.write("My Pack/good.yaml", DESK);
    at.says(&["pack", "add", "My Pack"], 2, &["`My Pack` can not be the name of a pack", "--name my-pack"]);
    at.says(&["pack", "add", "My Pack", "--name", "../evil"], 2, &["can not be the name of a pack"]);
    at.says(&["pack", "remove", "../home"], 2, &["there is no pack"]);
    at.says(&["pack", "update", ".."], 2, &["there is no pack"]);
}

#[test]
fn of_two_with_one_id_the_later_wins_and_that_is_said_before() {
    let at = Place::new();
    let titled = |title: &str| DESK.replace("title: The boots from an aunt", &format!("title: {title}"));
    at.write("alpha/desk.yaml", titled("From alpha"));
    at.write("zeta/desk.yaml", titled("From zeta"));
    at.write("zeta/warmth.yaml", SIGNAL.replace("signal: hums", "signal: too-long"));
    at.says(&["pack", "add", "alpha"], 0, &["added alpha"]);
    let said = at.says(
        &["pack", "add", "zeta"],
        0,
        &["framework `returns-desk`: this one wins over that of the pack `alpha`\n", "signal `too-long`: this one wins over the built-in one\n"],
    );
    assert!(said.find("wins").unwrap() < said.find("added zeta").unwrap(), "{said}");
    at.says(&["list"], 0, &["From zeta"]);
    at.says(&["pack", "remove", "alpha"], 0, &[]);
    at.says(&["pack", "add", "alpha"], 0, &["framework `returns-desk`: that of the pack `zeta` wins over this one\n"]);
    at.says(&["list"], 0, &["From zeta"]);
    // What the coach wrote wins over any pack.
    at.write("frameworks/mine.yaml", titled("My own"));
    at.says(&["list"], 0, &["My own"]);
    at.write("alpha/more.md", "x");
    at.says(&["pack", "update", "alpha"], 0, &["framework `returns-desk`: the one in `frameworks` wins over this one"]);
}

#[test]
fn what_was_changed_by_hand_is_never_lost() {
    let at = Place::new();
    at.write("desk/desk.yaml", DESK);
    at.says(&["pack", "add", "desk"], 0, &[]);
    at.write("home/packs/desk/desk.yaml", DESK.replace("title: The boots from an aunt", "title: By hand"));
    at.says(&["pack", "list"], 0, &["changed by hand since then"]);
    at.says(&["pack", "update", "desk"], 0, &["updated desk", "that copy is kept as", "desk.1.aside"]);
    assert!(std::fs::read_to_string(at.path("home/packs/desk.1.aside/desk.yaml")).unwrap().contains("By hand"));
    at.says(&["list"], 0, &["The boots from an aunt"]);
    at.write("home/packs/desk/notes.txt", "mine");
    at.says(&["pack", "remove", "desk"], 0, &["desk.2.aside"]);
    let list = at.says(&["pack", "list"], 0, &["There is no pack yet."]);
    assert!(!list.contains("aside"), "{list}");
}

#[test]
fn a_crash_leaves_the_old_pack_or_the_new_one() {
    let at = Place::new();
    at.write("desk/desk.yaml", DESK);
    at.says(&["pack", "add", "desk"], 0, &[]);
    // Torn down between the two renames: the old one is used, and the next command puts it back.
    std::fs::rename(at.path("home/packs/desk"), at.path("home/packs/.desk.old")).unwrap();
    at.write("home/packs/.desk.new/desk.yaml", "half writ");
    at.says(&["list"], 0, &["returns-desk/gift"]);
    at.says(&["pack", "list"], 0, &["desk  1 framework"]);
    at.says(&["pack", "update", "desk"], 0, &["desk is as it was"]);
    assert!(at.path("home/packs/desk/pack.json").exists() && !at.path("home/packs/.desk.new").exists() && !at.path("home/packs/.desk.old").exists());
    // While one was removed, or after the new one was in its place: what is over goes.
    at.write("home/packs/.desk.gone/desk.yaml", DESK);
    at.write("home/packs/.other.gone/desk.yaml", DESK);
    at.write("desk/desk.yaml", format!("{DESK}# new\n"));
    at.says(&["pack", "update", "desk"], 0, &["updated desk"]);
    assert!(!at.path("home/packs/.desk.gone").exists() && !at.path("home/packs/.other.gone").exists());
}

#[test]
fn a_pack_may_include_its_own_word_lists_and_leave_no_finding_elsewhere() {
    let at = Place::new();
    let desk = DESK.replacen("what:\n", "include: [shared/words.yaml]\nwhat:\n", 1);
    at.write("desk/desk.yaml", &desk);
    at.says(&["pack", "add", "desk"], 1, &["error[F031]", "there is no file `shared/words.yaml`"]);
    at.write("desk/shared/words.yaml", "lists: { fruit: [pear] }\n");
    at.says(&["pack", "add", "desk"], 0, &["added desk: 1 framework, 1 word list"]);
    at.says(&["list"], 0, &["returns-desk/gift"]);
    // Out of its folder no include leads.
    at.write("other/desk.yaml", desk.replace("shared/words.yaml", "../desk/shared/words.yaml"));
    at.says(&["pack", "add", "other"], 1, &["error[F031]"]);
}

#[test]
fn the_help_of_each_part_has_an_example() {
    let at = Place::new();
    for arguments in
        [&["pack", "--help"][..], &["pack", "add", "--help"], &["pack", "list", "--help"], &["pack", "update", "--help"], &["pack", "remove", "--help"]]
    {
        at.says(arguments, 0, &["Examples:\n", &format!("\n  tactful {}", arguments[..arguments.len() - 1].join(" "))]);
    }
}
