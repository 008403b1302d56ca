//! Reading a document strictly: every property must be known, and every error has a place.

use pintle_core::{Error, Name, Value, data::Source, did_you_mean, errors, pointer};

/// A value in a document, and its place.
#[derive(Clone, Debug)]
pub(crate) struct Node<'a> {
    pub(crate) value: &'a Value,
    place: String,
}

impl<'a> Node<'a> {
    pub(crate) fn root(value: &'a Value) -> Self {
        let place = String::new();
        Self { value, place }
    }

    /// An error at this place.
    pub(crate) fn fault(&self, message: impl Into<String>) -> Error {
        Error::new(&errors::INVALID_POLICY, message).at(&self.place)
    }

    /// An error that names what was expected here.
    pub(crate) fn expected(&self, what: &str) -> Error {
        let given = self.value.view().describe();
        self.fault(format!("expected {what}, got {given}"))
    }

    fn child(&self, name: &str, value: &'a Value) -> Self {
        let place = format!("{}{}", self.place, pointer::token(name));
        Self { value, place }
    }

    /// The properties, whatever their names.
    pub(crate) fn entries(&self) -> Result<impl Iterator<Item = (&'a str, Self)> + use<'a>, Error> {
        let Value::Object(fields) = self.value else {
            return Err(self.expected("an object"));
        };
        let this = self.clone();
        Ok(fields
            .iter()
            .map(move |(name, value): &(Name, Value)| (&**name, this.child(name, value))))
    }

    /// The properties, which are among `known`.
    pub(crate) fn fields(&self, known: &[&str]) -> Result<Fields<'a>, Error> {
        for (name, node) in self.entries()? {
            if !known.contains(&name) {
                let hint = did_you_mean(name, known.iter().copied());
                let message = format!("there is no property \"{name}\"{hint}");
                return Err(node.fault(message));
            }
        }
        Ok(Fields(self.clone()))
    }

    /// The items of a list.
    pub(crate) fn items(&self) -> Result<Vec<Self>, Error> {
        let Value::List(items) = self.value else {
            return Err(self.expected("a list"));
        };
        let item = |(index, value): (usize, &'a Value)| self.child(&index.to_string(), value);
        Ok(items.iter().enumerate().map(item).collect())
    }

    pub(crate) fn text(&self) -> Result<&'a str, Error> {
        match self.value {
            Value::String(text) => Ok(text),
            _ => Err(self.expected("a string")),
        }
    }

    pub(crate) fn bool(&self) -> Result<bool, Error> {
        match self.value {
            Value::Bool(value) => Ok(*value),
            _ => Err(self.expected("true or false")),
        }
    }

    /// A whole number from 0 to 2^53 − 1.
    pub(crate) fn count(&self) -> Result<u64, Error> {
        const MAX: f64 = 9_007_199_254_740_991.0;
        match self.value {
            Value::Number(number) if (0.0..=MAX).contains(number) && number.fract() == 0.0 => {
                Ok(*number as u64)
            }
            _ => Err(self.expected("a whole number of at least 0")),
        }
    }

    /// A whole number.
    pub(crate) fn integer(&self) -> Result<f64, Error> {
        match self.value {
            Value::Number(number) if number.fract() == 0.0 => Ok(*number),
            _ => Err(self.expected("a whole number")),
        }
    }
}

/// The properties of an object.
pub(crate) struct Fields<'a>(Node<'a>);

impl<'a> Fields<'a> {
    pub(crate) fn get(&self, name: &str) -> Option<Node<'a>> {
        self.0
            .value
            .get(name)
            .map(|value| self.0.child(name, value))
    }

    pub(crate) fn require(&self, name: &str) -> Result<Node<'a>, Error> {
        self.get(name)
            .ok_or_else(|| self.0.fault(format!("\"{name}\" is missing")))
    }
}
