//! The list of what an addon exports.

/// Lists the commands of an addon, by family: the only place that defines what is exported.
///
/// ```
/// mod math {
///     /// Twice a number.
///     #[pintle::command(portable)]
///     pub fn double(number: f64) -> f64 {
///         number * 2.0
///     }
/// }
///
/// pintle::addon! { math => [double] }
///
/// assert_eq!(FAMILIES[0].commands[0].name, "double");
/// ```
///
/// Each family is a module in scope, named in camelCase in TypeScript like its commands; each command a function in it marked with
/// [`command`](macro@crate::command). The macro defines `FAMILIES`, from which a
/// [`Contract`](crate::Contract) can be made, and with the feature `napi` it registers the commands
/// with Node; with `wasm` it exports them to JavaScript as a WebAssembly module. The addon is named
/// after its crate, unless the list begins with `name = "…";`. A family or a command may have a
/// `#[cfg(…)]` before it.
#[macro_export]
macro_rules! addon {
    (name = $name:expr; $($list:tt)+) => { $crate::__addon! { $name; $($list)+ } };
    ($($list:tt)+) => { $crate::__addon! { env!("CARGO_PKG_NAME"); $($list)+ } };
}

/// Lists commands by family, as [`addon!`](crate::addon) does, for a program that is not an addon:
/// defines `FAMILIES`, and does not know Node.
#[macro_export]
macro_rules! families {
    ($($(#[$family_if:meta])* $family:ident => [
        $($(#[$command_if:meta])* $command:ident),+ $(,)?
    ]),+ $(,)?) => {
        /// The commands, by family.
        pub static FAMILIES: &[$crate::Family] = &[$(
            $(#[$family_if])*
            $crate::Family {
                name: $crate::__family_name!($family),
                commands: &[$($(#[$command_if])* &$family::$command::COMMAND),+],
            }
        ),+];

        const _: () = $crate::names::check_families("", FAMILIES);
    };
}

/// The name of a family in TypeScript, as a constant.
#[doc(hidden)]
#[macro_export]
macro_rules! __family_name {
    ($family:ident) => {{
        const RUST: &::core::primitive::str = stringify!($family);
        const NAME: [u8; $crate::names::camel_case_len(RUST)] = $crate::names::camel_case(RUST);
        const { $crate::names::text(&NAME) }
    }};
}

#[doc(hidden)]
#[macro_export]
macro_rules! __addon {
    ($name:expr; $($(#[$family_if:meta])* $family:ident => [
        $($(#[$command_if:meta])* $command:ident),+ $(,)?
    ]),+ $(,)?) => {
        $crate::families! {
            $($(#[$family_if])* $family => [$($(#[$command_if])* $command),+]),+
        }

        $crate::__register! { $name, FAMILIES, [$(
            [$(#[$family_if])*] [$([$(#[$command_if])*] $family::$command::Function),+]
        ),+] }
    };
}

#[cfg(not(any(feature = "napi", feature = "wasm")))]
#[doc(hidden)]
#[macro_export]
macro_rules! __register {
    ($($list:tt)*) => {};
}

#[cfg(feature = "napi")]
#[doc(hidden)]
#[macro_export]
macro_rules! __register {
    ($name:expr, $families:ident, [$(
        [$($family_if:tt)*] [$([$($command_if:tt)*] $function:path),+]
    ),+]) => {
        const _: () = {
            static ADDON: $crate::napi::Addon = $crate::napi::Addon {
                name: $name,
                version: env!("CARGO_PKG_VERSION"),
                families: $families,
                entries: &[$(
                    $($family_if)* &[$($($command_if)* $crate::napi::Entry::of::<$function>()),+]
                ),+],
            };

            extern "C" fn register() {
                $crate::napi::register(&ADDON);
            }

            // SAFETY: the loader calls the functions in these sections once, before anything else
            // in the library runs, and `register` only stores a pointer.
            #[used]
            #[cfg_attr(any(target_os = "linux", target_os = "android", target_os = "freebsd"), unsafe(link_section = ".init_array"))]
            #[cfg_attr(target_vendor = "apple", unsafe(link_section = "__DATA,__mod_init_func"))]
            #[cfg_attr(windows, unsafe(link_section = ".CRT$XCU"))]
            static REGISTER: extern "C" fn() = register;
        };
    };
}

#[cfg(all(feature = "wasm", not(feature = "napi")))]
#[doc(hidden)]
#[macro_export]
macro_rules! __register {
    ($name:expr, $families:ident, [$(
        [$($family_if:tt)*] [$([$($command_if:tt)*] $function:path),+]
    ),+]) => {
        const _: () = {
            static ADDON: $crate::wasm::Addon = $crate::wasm::Addon {
                name: $name,
                version: env!("CARGO_PKG_VERSION"),
                families: $families,
                entries: &[$(
                    $($family_if)* &[$($($command_if)* $crate::wasm::Entry::of::<$function>()),+]
                ),+],
            };

            // SAFETY: a module has one addon, so nothing else has this name.
            #[unsafe(no_mangle)]
            extern "Rust" fn pintle_wasm_addon() -> &'static $crate::wasm::Addon {
                &ADDON
            }
        };
    };
}
