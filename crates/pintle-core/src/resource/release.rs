//! The request by which callers who have numbers give up resources.

use super::ResourceTable;
use crate::{
    Decode, Error, Value, data::missing_argument, data::unknown_argument, resource::whole,
};

/// The name of the request.
pub const RELEASE: &str = "pintle.release";

/// The name of its only parameter.
const RESOURCES: &str = "resources";

/// Reads its parameters: `{ "resources": [1, 2] }`.
///
/// # Errors
/// Those of parameters that are not these.
pub fn numbers_to_release(params: &Value) -> Result<Vec<f64>, Error> {
    if let Value::Object(fields) = params
        && let Some((name, _)) = fields.iter().find(|(name, _)| name != RESOURCES)
    {
        return Err(unknown_argument(name, &[RESOURCES]));
    }
    let numbers = params.get(RESOURCES);
    let numbers = numbers.ok_or_else(|| missing_argument(RESOURCES))?;
    Vec::<f64>::decode(numbers.view()).map_err(|error| error.within(RESOURCES))
}

impl ResourceTable {
    /// Drops the caller's handles of these numbers. Others are ignored: they may have been given up
    /// before.
    pub fn release_all(&self, numbers: &[f64]) {
        for number in numbers.iter().filter_map(|number| whole(*number)) {
            self.release(number);
        }
    }
}
