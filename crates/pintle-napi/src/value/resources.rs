//! The resources that JavaScript has handles to, on one thread, and other values such as prepared plans.
//!
//! A handle is an external whose pointer is the address of a slot. Anybody's addon can make externals,
//! so an address is only looked at if it is that of a slot: the slots are in a few blocks that grow and
//! are not given back before their thread ends, which makes that a comparison or two. Node frees a
//! slot when the garbage collector has found that its handle is gone.

use std::{
    any::Any,
    cell::{Cell, RefCell, UnsafeCell},
    ffi::c_void,
    ptr,
    rc::Rc,
};

use napi::sys;
use pintle_core::{
    AnyResource, Error,
    data::Fault,
    errors, panic,
    resource::{self, ResourceKind},
};

use crate::value::javascript::check;

/// The slots of one JavaScript thread.
pub(crate) struct Resources {
    env: sys::napi_env,
    /// Each twice as large as the one before it.
    blocks: RefCell<Vec<Box<[Slot]>>>,
    /// Slots without a handle.
    free: RefCell<Vec<*const Slot>>,
    /// The slot that was found last: what calls one method after the other need not search
    /// (`npm run bench -- direct resource`).
    latest: Cell<*const Slot>,
    /// Whether the thread has ended: a handle that is made from now on would never be freed.
    ended: Cell<bool>,
}

/// What one handle refers to.
struct Slot {
    held: UnsafeCell<Held>,
    /// The bytes that were reported to the engine.
    memory: Cell<usize>,
}

enum Held {
    Nothing,
    Resource(AnyResource),
    Disposed(&'static ResourceKind),
    /// Something that commands do not know, with the type that whoever holds it asks for.
    Other(Box<dyn Any>),
}

/// The number of slots of the first block.
const FIRST: usize = 16;

impl Resources {
    pub(crate) fn new(env: sys::napi_env) -> Rc<Self> {
        Rc::new(Self {
            env,
            blocks: RefCell::default(),
            free: RefCell::default(),
            latest: Cell::new(ptr::null()),
            ended: Cell::new(false),
        })
    }

    /// Makes a handle to a resource: an external.
    pub(crate) fn hold(self: &Rc<Self>, resource: AnyResource) -> Result<sys::napi_value, Error> {
        let memory = resource.memory().unwrap_or_default();
        let (external, slot) = self.hold_any(Held::Resource(resource))?;
        self.report(slot, memory);
        Ok(external)
    }

    /// Makes a handle to something else.
    pub(crate) fn hold_other(
        self: &Rc<Self>,
        value: Box<dyn Any>,
    ) -> Result<sys::napi_value, Error> {
        self.hold_any(Held::Other(value))
            .map(|(external, _)| external)
    }

    fn hold_any(self: &Rc<Self>, held: Held) -> Result<(sys::napi_value, &Slot), Error> {
        if self.ended.get() {
            return Err(Error::new(&errors::NODE_API, "the environment has ended"));
        }
        let slot = self.take_free();
        let owner = Rc::into_raw(Rc::clone(self)).cast_mut().cast::<c_void>();
        let mut external = ptr::null_mut();
        // SAFETY: the slot lives as long as `owner`, which the finalizer gives up; the result is valid
        // for a write.
        let status = unsafe {
            sys::napi_create_external(
                self.env,
                slot.cast_mut().cast(),
                Some(finalize),
                owner,
                &raw mut external,
            )
        };
        if let Err(error) = check(status, "napi_create_external") {
            // SAFETY: Node-API did not take it.
            drop(unsafe { Rc::from_raw(owner.cast::<Self>()) });
            self.free.borrow_mut().push(slot);
            return Err(error);
        }
        // SAFETY: the slot is free, so nothing refers to what it holds.
        let slot = unsafe {
            *(*slot).held.get() = held;
            &*slot
        };
        Ok((external, slot))
    }

    /// What the handle with this address was made for, if it is of that type.
    pub(crate) fn other<T: Clone + 'static>(&self, address: *mut c_void) -> Option<T> {
        let slot = self.find(address)?;
        // SAFETY: slots live until their thread ends; what it holds is copied before anything else runs.
        match unsafe { &*(*slot).held.get() } {
            Held::Other(value) => value.downcast_ref().cloned(),
            _ => None,
        }
    }

    /// The resource that the handle with this address refers to.
    ///
    /// # Safety
    /// Neither JavaScript nor a command that can dispose of resources runs while it is borrowed.
    #[inline]
    pub(crate) unsafe fn get<'s>(&self, address: *mut c_void) -> Result<&'s AnyResource, Fault> {
        let slot = self.find(address).ok_or(Fault::WrongType)?;
        // SAFETY: slots do not move, and live until their thread ends; the caller promises the rest.
        match unsafe { &*(*slot).held.get() } {
            Held::Resource(resource) => {
                if let Some(memory) = resource.memory() {
                    // SAFETY: as above.
                    self.report(unsafe { &*slot }, memory);
                }
                Ok(resource)
            }
            Held::Disposed(kind) => Err(Fault::Inside(resource::disposed(kind.name()))),
            Held::Nothing | Held::Other(_) => Err(Fault::WrongType),
        }
    }

    /// Drops the resource that a handle refers to, if it is a handle to one.
    pub(crate) fn dispose(&self, address: *mut c_void) {
        let Some(slot) = self.find(address) else {
            return;
        };
        // SAFETY: slots live until their thread ends, and no command runs on it that borrows one.
        let held = unsafe { &mut *(*slot).held.get() };
        let after = match held {
            Held::Resource(resource) => Held::Disposed(resource.kind()),
            Held::Disposed(kind) => Held::Disposed(kind),
            Held::Nothing | Held::Other(_) => return,
        };
        let before = std::mem::replace(held, after);
        // SAFETY: as above.
        self.report(unsafe { &*slot }, 0);
        panic::contain(|| drop(before));
    }

    /// Drops everything. The handles may be finalized later.
    pub(crate) fn end(&self) {
        self.ended.set(true);
        let blocks = self.blocks.borrow();
        for slot in blocks.iter().flatten() {
            // SAFETY: no command runs on this thread any longer.
            let held = std::mem::replace(unsafe { &mut *slot.held.get() }, Held::Nothing);
            slot.memory.set(0);
            panic::contain(|| drop(held));
        }
    }

    /// The slot at an address, if there is one.
    #[inline]
    fn find(&self, address: *mut c_void) -> Option<*const Slot> {
        let latest = self.latest.get();
        if ptr::addr_eq(latest, address) && !latest.is_null() {
            return Some(latest);
        }
        let found = self.search(address as usize)?;
        self.latest.set(found);
        Some(found)
    }

    fn search(&self, address: usize) -> Option<*const Slot> {
        // The last block has as many as all others together.
        self.blocks.borrow().iter().rev().find_map(|block| {
            let offset = address.wrapping_sub(block.as_ptr() as usize);
            let is_slot =
                offset < size_of_val(&**block) && offset.is_multiple_of(size_of::<Slot>());
            is_slot.then(|| &raw const block[offset / size_of::<Slot>()])
        })
    }

    fn take_free(&self) -> *const Slot {
        let mut free = self.free.borrow_mut();
        if let Some(slot) = free.pop() {
            return slot;
        }
        let mut blocks = self.blocks.borrow_mut();
        let block: Box<[Slot]> = (0..FIRST << blocks.len()).map(|_| Slot::empty()).collect();
        free.extend(block.iter().map(ptr::from_ref));
        blocks.push(block);
        // A block has at least one slot.
        free.pop().unwrap_or(ptr::null())
    }

    /// Reports to the engine how much memory a handle is worth.
    fn report(&self, slot: &Slot, memory: usize) {
        let before = slot.memory.replace(memory);
        if before == memory {
            return;
        }
        let change = memory.cast_signed().wrapping_sub(before.cast_signed()) as i64;
        let mut total = 0;
        // SAFETY: the result is valid for a write.
        unsafe { sys::napi_adjust_external_memory(self.env, change, &raw mut total) };
    }

    fn free(&self, slot: *const Slot) {
        // SAFETY: the slot lives as long as this, and its handle is gone.
        let (slot, held) = unsafe { (&*slot, &mut *(*slot).held.get()) };
        let held = std::mem::replace(held, Held::Nothing);
        self.report(slot, 0);
        self.free.borrow_mut().push(slot);
        panic::contain(|| drop(held));
    }
}

impl Slot {
    fn empty() -> Self {
        Self {
            held: UnsafeCell::new(Held::Nothing),
            memory: Cell::new(0),
        }
    }
}

/// Runs when a handle is gone, on its thread, and possibly after the end of its environment.
unsafe extern "C" fn finalize(_: sys::napi_env, slot: *mut c_void, owner: *mut c_void) {
    // SAFETY: the pointer is from `hold`, which gave it away for this one call.
    let owner = unsafe { Rc::from_raw(owner.cast::<Resources>()) };
    owner.free(slot.cast());
}
