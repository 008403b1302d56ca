//! A resource whatever its type.

use std::{any::Any, fmt, sync::Arc};

use super::ResourceType;

/// Shared ownership of a resource. Two are equal if they are the same resource.
#[derive(Clone)]
pub struct AnyResource {
    kind: &'static ResourceKind,
    value: Arc<dyn Any + Send + Sync>,
}

/// What is known about a type of resources.
#[derive(Debug)]
pub struct ResourceKind {
    name: &'static str,
    memory: Option<fn(&(dyn Any + Send + Sync)) -> usize>,
}

impl ResourceKind {
    const fn of<T: ResourceType>() -> Self {
        Self {
            name: T::NAME,
            memory: if T::HAS_MEMORY {
                Some(|value| value.downcast_ref::<T>().map_or(0, T::memory))
            } else {
                None
            },
        }
    }

    /// Its name.
    pub fn name(&self) -> &'static str {
        self.name
    }
}

impl AnyResource {
    /// The resource that a value is.
    pub fn new<T: ResourceType>(value: T) -> Self {
        Self::shared(Arc::new(value))
    }

    /// The resource that others own too.
    pub(super) fn shared<T: ResourceType>(value: Arc<T>) -> Self {
        let kind = const { &ResourceKind::of::<T>() };
        Self { kind, value }
    }

    /// Its type.
    pub fn kind(&self) -> &'static ResourceKind {
        self.kind
    }

    /// Approximately how many bytes it holds; `None` if its type does not say.
    #[inline]
    pub fn memory(&self) -> Option<usize> {
        self.kind.memory.map(|memory| memory(&*self.value))
    }

    /// The value, if it has that type.
    #[inline]
    pub fn get<T: ResourceType>(&self) -> Option<&T> {
        self.value.downcast_ref()
    }

    /// Shared ownership of the value, if it has that type.
    pub(super) fn into_shared<T: ResourceType>(self) -> Option<Arc<T>> {
        Arc::downcast(self.value).ok()
    }
}

impl PartialEq for AnyResource {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.value, &other.value)
    }
}

impl fmt::Debug for AnyResource {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "AnyResource({})", self.kind.name)
    }
}
