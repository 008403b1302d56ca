//! Reading from a [`Value`].

use std::{borrow::Cow, sync::Arc};

use crate::{
    AnyResource, Bytes, Callback, Date, Decode, Error, Name, Value, ValueRef,
    callback::{self, CallbackArguments},
    data::{
        Columnar, Fault, Kinds, Lent, Level, Source, check_value, decode_items,
        javascript::{Kind, number_text},
    },
    resource,
    stream::Input,
};

impl<'a> Source<'a> for ValueRef<'a> {
    fn is_absent(self) -> bool {
        matches!(self, Self::Value(Value::Null))
    }

    fn bool(self) -> Result<bool, Fault> {
        match self {
            Self::Value(Value::Bool(value)) => Ok(*value),
            _ => Err(Fault::WrongType),
        }
    }

    fn number(self) -> Result<f64, Fault> {
        match self {
            Self::Number(number) => Ok(number),
            _ => Err(Fault::WrongType),
        }
    }

    fn int64(self) -> Result<i64, Fault> {
        i64::try_from(self.big_int()?).map_err(|_| Fault::OutOfRange)
    }

    fn uint64(self) -> Result<u64, Fault> {
        u64::try_from(self.big_int()?).map_err(|_| Fault::OutOfRange)
    }

    fn string(self) -> Result<Cow<'a, str>, Fault> {
        match self {
            Self::Str(text) => Ok(Cow::Borrowed(text)),
            _ => Err(Fault::WrongType),
        }
    }

    fn bytes(self) -> Result<Cow<'a, [u8]>, Fault> {
        match self {
            Self::Value(Value::Bytes(bytes)) => Ok(Cow::Borrowed(bytes)),
            Self::Str(text) => data_encoding::BASE64
                .decode(text.as_bytes())
                .map(Cow::Owned)
                .map_err(|_| Fault::Invalid("text that is not canonical base64")),
            _ => Err(Fault::WrongType),
        }
    }

    fn owned_bytes(self) -> Result<Bytes, Fault> {
        match self {
            Self::Value(Value::Bytes(bytes)) => Ok(bytes.clone()),
            _ => Ok(self.bytes()?.into_owned().into()),
        }
    }

    fn column<T: Columnar>(self) -> Result<Cow<'a, [T]>, Fault> {
        match self {
            Self::Value(Value::Column(column)) => T::unwrap(column)
                .map(|column| Cow::Borrowed(&column[..]))
                .ok_or(Fault::WrongType),
            Self::Value(Value::List(items)) => {
                let element = |(index, item): (usize, &Value)| {
                    T::read(item.view()).map_err(|fault| {
                        let expected = format!("an element of {}", T::TYPE);
                        fault
                            .expected(&expected, item.view())
                            .at(&format!("/{index}"))
                    })
                };
                Ok(Cow::Owned(
                    items
                        .iter()
                        .enumerate()
                        .map(element)
                        .collect::<Result<_, _>>()?,
                ))
            }
            // In JSON, 64-bit integers are written as a list of strings too.
            Self::Value(Value::Strings(items)) => {
                let items: Vec<Value> = items.iter().map(Value::from).collect();
                let list = Value::list(items);
                Ok(Cow::Owned(list.view().column::<T>().map(Cow::into_owned)?))
            }
            _ => Err(Fault::WrongType),
        }
    }

    fn lent_column<T: Columnar>(self) -> Result<Lent<T>, Fault> {
        match self {
            // Of an earlier step, which nobody changes.
            Self::Value(Value::Column(column)) => T::unwrap(column)
                .map(|column| Lent::from(Arc::clone(column)))
                .ok_or(Fault::WrongType),
            _ => Ok(self.column::<T>()?.into_owned().into()),
        }
    }

    /// A column is a list of numbers to an input.
    fn input<T: Decode + Send + 'static>(self) -> Result<Input<T>, Error> {
        let Self::Value(Value::Column(column)) = self else {
            return decode_items(self, T::decode).map(Input::of_list);
        };
        let elements = (0..column.len()).filter_map(|index| column.get(index));
        let items = elements.enumerate().map(|(index, element)| {
            T::decode(element).map_err(|error| error.at(&format!("/{index}")))
        });
        items.collect::<Result<_, _>>().map(Input::of_list)
    }

    fn list_len(self) -> Result<u32, Fault> {
        let length = match self {
            Self::Value(Value::List(items)) => items.len(),
            Self::Value(Value::Strings(items)) => items.len(),
            _ => return Err(Fault::WrongType),
        };
        u32::try_from(length).map_err(|_| Fault::OutOfRange)
    }

    fn item(self, index: u32) -> Result<Self, Error> {
        let index = index as usize;
        Ok(match self {
            Self::Value(Value::List(items)) => items[index].view(),
            Self::Value(Value::Strings(items)) => Self::Str(&items[index]),
            other => other,
        })
    }

    fn property(self, name: &str) -> Result<Option<Self>, Fault> {
        let (fields, except) = self.fields()?;
        let mut fields = fields.iter();
        let found = fields.find(|(other, _)| other == name && !except.contains(&name));
        Ok(found.map(|(_, value)| value.view()))
    }

    fn date(self) -> Result<Date, Fault> {
        match self {
            Self::Value(Value::Date(date)) => Ok(*date),
            Self::Str(text) => Date::parse(text).ok_or(Fault::Invalid(
                "text that is not a moment in the form of Date.toISOString()",
            )),
            _ => Err(Fault::WrongType),
        }
    }

    fn set_items(self, visit: &mut dyn FnMut(u32, Self) -> Result<(), Error>) -> Result<(), Fault> {
        match self {
            Self::Value(Value::Set(items) | Value::List(items)) => {
                for (index, item) in (0..).zip(items.iter()) {
                    visit(index, item.view())?;
                }
            }
            Self::Value(Value::Strings(items)) => {
                for (index, item) in (0..).zip(items.iter()) {
                    visit(index, Self::Str(item))?;
                }
            }
            _ => return Err(Fault::WrongType),
        }
        Ok(())
    }

    fn properties(
        self,
        visit: &mut dyn FnMut(&str, Self) -> Result<(), Error>,
    ) -> Result<(), Fault> {
        let (fields, except) = self.fields()?;
        let _level = Level::enter()?;
        for (name, value) in fields {
            if !except.contains(&name.as_ref()) {
                visit(name, value.view())?;
            }
        }
        Ok(())
    }

    fn resource(self) -> Result<Cow<'a, AnyResource>, Fault> {
        match self {
            Self::Value(Value::Resource(resource)) => Ok(Cow::Borrowed(resource)),
            Self::Number(number) => resource::of_number(number).map(Cow::Owned),
            _ => Err(Fault::WrongType),
        }
    }

    fn resource_type(self) -> Result<Option<Cow<'a, str>>, Fault> {
        match self {
            Self::Value(Value::Resource(resource)) => Ok(Some(resource.kind().name().into())),
            Self::Number(number) if resource::whole(number).is_some() => Ok(None),
            _ => Err(Fault::WrongType),
        }
    }

    fn callback<A, R>(self) -> Result<Callback<A, R>, Fault>
    where
        A: CallbackArguments + Send + 'static,
        R: Decode + Send + 'static,
    {
        callback::of_number(match self {
            Self::Number(number) => Some(number),
            _ => None,
        })
    }

    fn value(self) -> Result<Value, Error> {
        if let Self::Value(value) = self {
            check_value(value)?;
        }
        Ok(self.to_value())
    }

    fn describe(self) -> String {
        match self {
            Self::Str(text) => describe_text(text),
            Self::Number(number) => number_text(number),
            Self::BigInt(number) => format!("{number}n"),
            Self::Fields { .. } | Self::Value(Value::Object(_)) => "an object".into(),
            Self::Value(value) => match value {
                Value::Null => "null".into(),
                Value::Bool(value) => value.to_string(),
                Value::Bytes(_) => "a Uint8Array".into(),
                Value::Column(column) => format!("a column of {} numbers", column.len()),
                Value::Date(_) => Kind::Date.shown().into(),
                Value::Set(_) => Kind::Set.shown().into(),
                Value::Resource(resource) => resource::shown(resource.kind().name()),
                Value::Pending => "a result that is not available yet".into(),
                _ => "an array".into(),
            },
        }
    }

    fn kinds(self) -> Kinds {
        match self {
            Self::Str(_) => Kinds::TEXT,
            Self::Number(_) => Kinds::NUMBER,
            Self::BigInt(_) => Kinds::BIGINT,
            Self::Fields { .. } => Kinds::OBJECT,
            Self::Value(value) => match value {
                Value::Null => Kinds::NULL,
                Value::Bool(_) => Kinds::BOOL,
                Value::Number(_) => Kinds::NUMBER,
                Value::BigInt(_) => Kinds::BIGINT,
                Value::String(_) => Kinds::TEXT,
                Value::Bytes(_) => Kinds::BYTES,
                Value::Column(_) => Kinds::COLUMN,
                Value::Date(_) => Kinds::DATE,
                Value::Set(_) => Kinds::SET,
                Value::Strings(_) | Value::List(_) => Kinds::LIST,
                Value::Object(_) | Value::Resource(_) => Kinds::OBJECT,
                Value::Pending => Kinds::ANY,
            },
        }
    }

    fn is_pending(self) -> bool {
        matches!(self, Self::Value(Value::Pending))
    }

    fn has_gaps(self) -> bool {
        matches!(self, Self::Value(Value::List(items)) if items.contains(&Value::Pending))
    }
}

/// The properties of an object, and the names of those that do not belong to it.
type Fields<'a> = (&'a [(Name, Value)], &'a [&'static str]);

impl<'a> ValueRef<'a> {
    fn fields(self) -> Result<Fields<'a>, Fault> {
        match self {
            Self::Value(Value::Object(fields)) => Ok((fields, &[])),
            Self::Fields { fields, except } => Ok((fields, except)),
            _ => Err(Fault::WrongType),
        }
    }

    /// A 64-bit integer: itself, or its decimal text as in JSON.
    fn big_int(self) -> Result<i128, Fault> {
        match self {
            Self::BigInt(number) => Ok(number),
            Self::Str(text) => {
                let digits = text.strip_prefix('-').unwrap_or(text);
                let canonical = !digits.is_empty()
                    && digits.bytes().all(|byte| byte.is_ascii_digit())
                    && (!digits.starts_with('0') || text == "0");
                if canonical {
                    text.parse().map_err(|_| Fault::OutOfRange)
                } else {
                    Err(Fault::Invalid("text that is not a decimal integer"))
                }
            }
            _ => Err(Fault::WrongType),
        }
    }
}

/// Text for a message, shortened.
pub fn describe_text(text: &str) -> String {
    const SHOWN: usize = 60;
    match text.char_indices().nth(SHOWN) {
        Some((end, _)) => format!("{:?}…", &text[..end]),
        None => format!("{text:?}"),
    }
}
