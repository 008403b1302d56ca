//! Columns, whose type is found out while they are read.

use pintle::{Data, Strings};

/// A column: of numbers if all of its fields are numbers.
#[derive(Data)]
#[data(tag = "kind")]
pub enum Column {
    /// Numbers.
    Numbers {
        /// What the header says.
        name: String,
        /// A number for each row.
        values: Vec<f64>,
    },
    /// Texts.
    Texts {
        /// What the header says.
        name: String,
        /// A text for each row.
        values: Strings,
    },
}

/// A column that is being read.
pub struct Building {
    name: String,
    texts: Strings,
    /// The same as numbers, as long as all of them are.
    numbers: Option<Vec<f64>>,
}

impl Building {
    pub fn new(name: &str) -> Self {
        Self {
            name: name.to_owned(),
            texts: Strings::new(),
            numbers: Some(Vec::new()),
        }
    }

    pub fn push(&mut self, field: &str) {
        self.texts.push(field);
        if let Some(numbers) = &mut self.numbers {
            match number(field) {
                Some(number) => numbers.push(number),
                None => self.numbers = None,
            }
        }
    }

    pub fn finish(self) -> Column {
        let name = self.name;
        match self.numbers {
            Some(values) if !values.is_empty() => Column::Numbers { name, values },
            _ => Column::Texts {
                name,
                values: self.texts,
            },
        }
    }
}

/// The number that a field is, unless it would lose something: `007` is a text, and so is `1e999`.
fn number(field: &str) -> Option<f64> {
    let digits = field.strip_prefix('-').unwrap_or(field);
    let leading_zero = digits.len() > 1 && digits.starts_with('0') && !digits.starts_with("0.");
    if leading_zero || !digits.starts_with(|first: char| first.is_ascii_digit()) {
        return None;
    }
    field.parse().ok().filter(|number: &f64| number.is_finite())
}
