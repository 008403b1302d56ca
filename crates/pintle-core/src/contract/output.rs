//! What a command sends while it runs.

use serde_json::{Value as Json, json};

use super::types::{json_schema, object};
use crate::{
    Name,
    data::ColumnType,
    schema::{Defs, Field, IntegerType, Schema},
};

/// What a command sends while it runs.
#[derive(Clone, Debug, PartialEq)]
pub struct Output {
    /// The type of one item.
    pub item: Schema,
    /// The lists that a batch of items consists of, one for each field, if an item is a struct of
    /// scalars. Otherwise a batch is a list of items.
    pub columns: Option<Vec<Field>>,
}

impl Output {
    /// The output of items of that type.
    pub(super) fn of(item: Schema, defs: &Defs) -> Self {
        let columns = columns(&item, defs);
        Self { item, columns }
    }

    /// As in the contract.
    pub(super) fn json(&self, list: &Schema) -> Json {
        let batch = match &self.columns {
            Some(columns) => object(columns),
            None => json_schema(list),
        };
        json!({ "item": json_schema(&self.item), "batch": batch })
    }
}

fn columns(item: &Schema, defs: &Defs) -> Option<Vec<Field>> {
    let fields = defs.fields(item)?;
    let column = |field: &Field| {
        let schema = list_of(&field.schema, defs)?;
        Some(Field {
            name: field.name.clone(),
            description: Name::Borrowed(""),
            schema,
            optional: false,
            default: None,
        })
    };
    let columns: Option<Vec<_>> = fields.iter().map(column).collect();
    columns.filter(|columns| !columns.is_empty())
}

/// The type of a list of scalars: what a `Vec` of them is.
fn list_of(schema: &Schema, defs: &Defs) -> Option<Schema> {
    let inner = match schema {
        Schema::Optional(inner) => inner,
        other => other,
    };
    let is_scalar = match inner {
        Schema::Bool
        | Schema::Integer(_)
        | Schema::Number(_)
        | Schema::Int64
        | Schema::Uint64
        | Schema::String
        | Schema::Path => true,
        Schema::Ref(_) => defs.variants(inner).is_some(),
        _ => false,
    };
    if !is_scalar {
        return None;
    }
    let column = ColumnType::ALL.iter().find(|ty| ty.schema() == *schema);
    Some(match (column, schema) {
        (Some(column), _) => Schema::Column(*column),
        (None, Schema::Integer(IntegerType::U8)) => Schema::Bytes,
        _ => Schema::List(Box::new(schema.clone())),
    })
}
