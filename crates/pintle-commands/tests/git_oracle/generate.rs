//! Trees and rules from a seed.

use std::{fs, os::unix::fs::symlink, path::Path};

/// `SplitMix64`: small, and the same on every machine.
pub(crate) struct Random(u64);

impl Random {
    pub(crate) fn new(seed: u64) -> Self {
        Self(seed)
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// A number below `limit`.
    fn below(&mut self, limit: usize) -> usize {
        (self.next() % limit as u64) as usize
    }

    /// Whether something happens that does so once in `times`.
    pub(crate) fn one_in(&mut self, times: usize) -> bool {
        self.below(times) == 0
    }

    fn pick<'a>(&mut self, from: &[&'a str]) -> &'a str {
        from[self.below(from.len())]
    }
}

/// Names with everything that has a meaning in rules, in a shell, or to a careless program.
const NAMES: &[&str] = &[
    "a",
    "b",
    "a.txt",
    "b.log",
    "ab.log",
    "foo",
    "build",
    "foo.bar",
    "a b",
    " lead",
    "trail ",
    "two  ",
    "back\\",
    "b\\s",
    "-dash",
    "#hash",
    "!bang",
    "s*r",
    "q?",
    "[a]",
    "\"q\"",
    "it's",
    "{a,b}",
    "tab\t",
    "a\u{a0}",
    "ü",
    "日本",
    "\u{1f600}",
    ".hidden",
    ".env",
    "..two",
    "~",
    "$x",
    "line\nfeed",
    "A",
];

/// Fills a folder. Returns the folders in it, as relative paths.
pub(crate) fn plant(random: &mut Random, root: &Path) -> Vec<String> {
    let mut folders = Vec::new();
    fill(random, root, "", 0, &mut folders);
    let exclude = rules(random);
    fs::write(root.join(".git/info/exclude"), exclude).expect("a file");
    folders
}

fn fill(random: &mut Random, root: &Path, folder: &str, depth: usize, folders: &mut Vec<String>) {
    let place = root.join(folder);
    if depth == 0 || random.one_in(3) {
        fs::write(place.join(".gitignore"), rules(random)).expect("a file");
    } else if random.one_in(20) {
        // Git does not follow such a link.
        fs::write(place.join(".rules"), rules(random)).expect("a file");
        symlink(".rules", place.join(".gitignore")).expect("a link");
    }
    for _ in 0..random.below(9) {
        let name = random.pick(NAMES);
        let path = if folder.is_empty() {
            name.to_owned()
        } else {
            format!("{folder}/{name}")
        };
        let full = root.join(&path);
        if full.symlink_metadata().is_ok() {
            continue;
        }
        match random.below(10) {
            0 => symlink(random.pick(&["..", "a", "nowhere", "/"]), full).expect("a link"),
            1..=4 if depth < 4 => {
                fs::create_dir(full).expect("a folder");
                folders.push(path.clone());
                fill(random, root, &path, depth + 1, folders);
            }
            _ => fs::write(full, name).expect("a file"),
        }
    }
}

/// The text of a file of rules.
fn rules(random: &mut Random) -> Vec<u8> {
    let mut text = Vec::new();
    if random.one_in(20) {
        text.extend("\u{feff}".as_bytes());
    }
    for _ in 0..=random.below(9) {
        match random.below(15) {
            0 => text.extend(random.pick(OTHER_LINES).as_bytes()),
            // Not UTF-8, but the lines after it count.
            1 => text.extend(b"\xff*"),
            _ => text.extend(rule(random).bytes()),
        }
        text.extend(
            random
                .pick(&["", "", "", "", "", "", " ", "  ", "\t"])
                .bytes(),
        );
        text.extend(
            random
                .pick(&["\n", "\n", "\n", "\n", "\r\n", "\r\r\n"])
                .bytes(),
        );
    }
    // The last line need not end.
    if random.one_in(4) {
        text.pop();
    }
    text
}

/// Lines that say nothing.
const OTHER_LINES: &[&str] = &["", "# a comment", "   ", "#", "!", "/", "//", "\\"];

/// One rule: a negation, an anchor, up to three names, and an end.
fn rule(random: &mut Random) -> String {
    let names: Vec<String> = (0..=random.below(3).saturating_sub(random.below(2)))
        .map(|_| name(random))
        .collect();
    let negation = if random.one_in(4) { "!" } else { "" };
    let anchor = random.pick(&["", "", "", "/", "**/"]);
    let end = random.pick(&["", "", "", "", "/", "/", "/**", "/*"]);
    let rule = format!("{anchor}{}{end}", names.join("/"));
    // At the beginning these have a meaning, so they are written with a backslash, mostly.
    let escape = rule.starts_with(['#', '!']) && negation.is_empty() && !random.one_in(5);
    format!("{negation}{}{rule}", if escape { "\\" } else { "" })
}

/// A name in a rule: one that is there, or a pattern for some.
fn name(random: &mut Random) -> String {
    const PATTERNS: &[&str] = &[
        "*",
        "**",
        "***",
        "?",
        "??",
        "f??",
        "a*",
        "*b",
        "a**",
        "**b",
        "*.log",
        "*.*",
        ".*",
        "*o*",
        "[ab]",
        "[!a]*",
        "[^a-c]",
        "[a-c]*",
        "[]a]",
        "[^]a]",
        "[a-]",
        "[z-a]",
        "[a-\\c]",
        "[\\]a]*",
        "[\\a]",
        "[/]",
        "[a-c-e]*",
        "[[:alpha:]]",
        "[[:digit:]x]*",
        "[[:abc]",
        "[[:what:]a]",
        "[![:punct:]]*",
        "[a",
        "[!",
        "[[:alpha:]",
        "*.{log,txt}",
        "{a,b}",
        "\\a",
        "\\*",
        "a\\",
        "a\\ b",
        "s\\*r",
        "*\\ ",
        "*[",
        "a\\/b",
    ];
    if random.one_in(2) {
        return random.pick(PATTERNS).to_owned();
    }
    let name = random.pick(NAMES).replace('\n', "?");
    if random.one_in(5) {
        // As somebody writes it who does not know that some characters have a meaning.
        return name;
    }
    let mut escaped = String::new();
    for character in name.chars() {
        if matches!(character, '*' | '?' | '[' | '\\') {
            escaped.push('\\');
        }
        escaped.push(character);
    }
    let length = escaped.trim_end_matches(' ').len();
    let spaces = escaped.len() - length;
    format!("{}{}", &escaped[..length], "\\ ".repeat(spaces))
}
