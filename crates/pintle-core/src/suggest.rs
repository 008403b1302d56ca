//! "Did you mean".

/// Longer names are not typos, and comparing them would take long.
const LONGEST: usize = 100;

/// `; did you mean "…"?` for the known name closest to a misspelt one, or nothing.
pub fn did_you_mean<'a>(wrong: &str, known: impl Iterator<Item = &'a str>) -> String {
    if wrong.len() > LONGEST {
        return String::new();
    }
    let allowed = ((wrong.chars().count() + 1) / 3).clamp(1, 3);
    let closest = known
        .filter(|name| name.len() <= LONGEST)
        .map(|name| (distance(wrong, name), name))
        .min();
    match closest {
        Some((edits, name)) if edits <= allowed => format!("; did you mean \"{name}\"?"),
        _ => String::new(),
    }
}

/// The Levenshtein distance, ignoring case.
fn distance(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.to_lowercase().chars().collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.to_lowercase().chars().enumerate() {
        let mut diagonal = std::mem::replace(&mut row[0], i + 1);
        for (j, y) in b.iter().enumerate() {
            let substituted = diagonal + usize::from(x != *y);
            diagonal = row[j + 1];
            row[j + 1] = substituted.min(row[j] + 1).min(diagonal + 1);
        }
    }
    row[b.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn suggests_only_what_is_close() {
        let known = ["math.add", "tree.walk"];
        assert_eq!(
            did_you_mean("math.ad", known.into_iter()),
            "; did you mean \"math.add\"?"
        );
        assert_eq!(
            did_you_mean("Tree.Walk", known.into_iter()),
            "; did you mean \"tree.walk\"?"
        );
        assert_eq!(did_you_mean("archive.list", known.into_iter()), "");
        let long = "a".repeat(LONGEST + 1);
        assert_eq!(did_you_mean(&long, [&*long].into_iter()), "");
    }
}
