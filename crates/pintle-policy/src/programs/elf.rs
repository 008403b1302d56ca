//! What the system loads with a program according to its ELF file: the loader, and libraries found
//! by paths in the file itself (RPATH, RUNPATH, names with a slash).

use std::{
    collections::BTreeSet,
    ffi::OsStr,
    fs::File,
    io::{self, Read, Seek},
    os::unix::ffi::OsStrExt,
    path::{Path, PathBuf},
};

use object::{
    Endianness, elf,
    read::{
        ReadCache, StringTable,
        elf::{Dyn, FileHeader, ProgramHeader},
    },
};

use crate::places::{Trouble, Written};

/// No known program names this many libraries.
const MOST_FILES: usize = 512;

/// What one file refers to.
#[derive(Debug, Default)]
struct Names {
    loader: Option<Vec<u8>>,
    libraries: Vec<Vec<u8>>,
    /// Lists with `:`.
    folders: Vec<Vec<u8>>,
}

/// Whether everything that is loaded with a file, as far as files name it, is where callers cannot
/// write. Libraries that the system finds by name alone are in its own folders, which are not
/// checked.
pub(super) fn check(program: &Path, written: &Written) -> Result<(), String> {
    let mut folders: Vec<PathBuf> = Vec::new();
    let mut seen = BTreeSet::new();
    // Where each was found, and its real path: `$ORIGIN` can be either.
    let mut files = vec![(program.to_owned(), program.to_owned())];
    while let Some((found, real)) = files.pop() {
        if !seen.insert(real.clone()) {
            continue;
        }
        if seen.len() > MOST_FILES {
            return Err(format!("it needs more than {MOST_FILES} libraries"));
        }
        let names = names(&real);
        let names = names.map_err(|error| format!("{} cannot be read: {error}", real.display()))?;
        let Some(names) = names else { continue };
        if let Some(loader) = &names.loader {
            follow(&absolute(loader, "loader")?, "loader", written)?;
        }
        let origins = [&found, &real].map(|file| file.parent().unwrap_or(Path::new("/")));
        for folder in names.folders.iter().flat_map(|list| split(list)) {
            for origin in origins {
                let folder = absolute(&expanded(folder, origin)?, "folder of libraries")?;
                follow(&folder, "folder of libraries", written)?;
                folders.push(folder);
            }
        }
        for name in names.libraries.iter().flat_map(|list| split(list)) {
            let name = expanded(name, origins[0])?;
            let places = if name.contains(&b'/') {
                vec![absolute(&name, "library")?]
            } else {
                let name = OsStr::from_bytes(&name);
                folders.iter().map(|folder| folder.join(name)).collect()
            };
            for place in places {
                if let Some(real) = follow(&place, "library", written)? {
                    files.push((place, real));
                }
            }
        }
    }
    Ok(())
}

fn split(list: &[u8]) -> impl Iterator<Item = &[u8]> {
    list.split(|byte| *byte == b':')
}

/// A path in a file that does not start with `/` is relative to the folder in which the program is
/// started.
fn absolute(path: &[u8], what: &str) -> Result<PathBuf, String> {
    let path = PathBuf::from(OsStr::from_bytes(path));
    if path.is_absolute() {
        return Ok(path);
    }
    let path = path.display();
    Err(format!("its {what} \"{path}\" is not an absolute path"))
}

/// Where a path leads, if it exists. No component of it may be where callers can write.
fn follow(path: &Path, what: &str, written: &Written) -> Result<Option<PathBuf>, String> {
    match written.follow(path) {
        Ok(real) => Ok(real.is_file().then_some(real)),
        Err(Trouble::Io(_)) => Ok(None), // The loader skips it, or reports it.
        Err(trouble) => Err(format!("its {what} {}: {trouble}", path.display())),
    }
}

/// A path with `$ORIGIN` replaced by the folder of the file that names it.
fn expanded(path: &[u8], origin: &Path) -> Result<Vec<u8>, String> {
    let mut out = Vec::with_capacity(path.len());
    let mut rest = path;
    while let Some(at) = rest.iter().position(|byte| *byte == b'$') {
        out.extend_from_slice(&rest[..at]);
        let after = [&b"${ORIGIN}"[..], b"$ORIGIN"];
        let after = after.iter().find_map(|name| rest[at..].strip_prefix(*name));
        rest = after.ok_or_else(|| {
            let path = String::from_utf8_lossy(path);
            format!("it names {path:?}, which Pintle cannot check")
        })?;
        out.extend_from_slice(origin.as_os_str().as_bytes());
    }
    out.extend_from_slice(rest);
    Ok(out)
}

/// What a file refers to; nothing if it is not an ELF file, or cannot be read.
fn names(file: &Path) -> io::Result<Option<Names>> {
    let mut file = match File::open(file) {
        Ok(file) => file,
        Err(error) if error.kind() == io::ErrorKind::PermissionDenied => return Ok(None),
        Err(error) => return Err(error),
    };
    let mut start = Vec::new();
    (&mut file).take(5).read_to_end(&mut start)?;
    file.rewind()?;
    let class = match &*start {
        [0x7f, b'E', b'L', b'F', class] => *class,
        _ => return Ok(None),
    };
    // Only what is needed is read: programs can be large.
    let data = ReadCache::new(file);
    let names = match class {
        1 => read::<elf::FileHeader32<Endianness>>(&data),
        2 => read::<elf::FileHeader64<Endianness>>(&data),
        _ => return Ok(None), // The system does not recognise it either.
    };
    names.map(Some).map_err(io::Error::other)
}

fn read<H: FileHeader<Endian = Endianness>>(data: &ReadCache<File>) -> object::read::Result<Names> {
    let header = H::parse(data)?;
    let endian = header.endian()?;
    let segments = header.program_headers(endian, data)?;
    let mut names = Names::default();
    for segment in segments {
        if let Some(loader) = segment.interpreter(endian, data)? {
            names.loader = Some(loader.to_owned());
        }
        let Some(entries) = segment.dynamic(endian, data)? else {
            continue;
        };
        let entries = || {
            let entries = entries.iter().map(|entry| {
                let tag: i64 = entry.d_tag(endian).into();
                let value: u64 = entry.d_val(endian).into();
                (tag, value)
            });
            entries.take_while(|(tag, _)| *tag != elf::DT_NULL)
        };
        let value = |wanted| entries().find_map(|(tag, value)| (tag == wanted).then_some(value));
        let (Some(address), Some(size)) = (value(elf::DT_STRTAB), value(elf::DT_STRSZ)) else {
            continue;
        };
        let loaded = segments
            .iter()
            .filter(|one| one.p_type(endian) == elf::PT_LOAD);
        let mut offsets = loaded.filter_map(|one| {
            let (start, length) = (one.p_vaddr(endian).into(), one.p_filesz(endian).into());
            let inside = address
                .checked_sub(start)
                .filter(|inside| *inside < length)?;
            one.p_offset(endian).into().checked_add(inside)
        });
        let Some(start) = offsets.next() else {
            continue;
        };
        let strings = StringTable::new(data, start, start.saturating_add(size));
        for (tag, value) in entries() {
            let list = match tag {
                elf::DT_RPATH | elf::DT_RUNPATH => &mut names.folders,
                elf::DT_NEEDED
                | elf::DT_AUDIT
                | elf::DT_DEPAUDIT
                | elf::DT_AUXILIARY
                | elf::DT_FILTER => &mut names.libraries,
                _ => continue,
            };
            let text = u32::try_from(value).ok().map(|at| strings.get(at));
            if let Some(Ok(text)) = text {
                list.push(text.to_owned());
            }
        }
    }
    Ok(names)
}

#[cfg(all(test, target_os = "linux"))]
mod tests {
    use std::{collections::BTreeMap, fs, process::Command, sync::Arc};

    use pintle_core::json;

    use super::*;
    use crate::{node::Node, roots::Root};

    /// A folder with `program`, linked with these options, and `work`, which is writable.
    fn ground(name: &str, options: &[&str]) -> (PathBuf, Result<(), String>) {
        let folder = std::env::temp_dir().join(format!("pintle-elf-{name}-{}", std::process::id()));
        fs::create_dir_all(folder.join("work/lib")).unwrap();
        fs::create_dir_all(folder.join("lib")).unwrap();
        let folder = folder.canonicalize().unwrap();
        fs::write(folder.join("a.c"), "int a(void) { return 0; }").unwrap();
        fs::write(
            folder.join("main.c"),
            "int a(void); int main(void) { return a(); }",
        )
        .unwrap();
        let run = |words: &[&str]| {
            let status = Command::new("cc").args(words).current_dir(&folder).status();
            assert!(status.unwrap().success(), "{words:?}");
        };
        run(&["-shared", "-o", "lib/liba.so", "-Wl,-soname,liba.so", "a.c"]);
        let link = ["-o", "program", "main.c", "-Llib", "-la"];
        let options: Vec<_> = options
            .iter()
            .map(|option| option.replace("HERE", &folder.display().to_string()))
            .collect();
        let options = options.iter().map(String::as_str);
        run(&link.into_iter().chain(options).collect::<Vec<_>>());
        let checked = checked(&folder);
        (folder, checked)
    }

    fn checked(folder: &Path) -> Result<(), String> {
        let root = json::from_json(r#"{ "path": "work", "access": "write" }"#).unwrap();
        let root = Root::read("work", &Node::root(&root), folder).unwrap();
        let roots = BTreeMap::from([("work".to_owned(), Arc::new(root))]);
        check(&folder.join("program"), &Written::of(&roots))
    }

    #[test]
    fn loaders_and_libraries_where_callers_write_are_refused() {
        for (name, option, reason) in [
            (
                "loader",
                "-Wl,--dynamic-linker=HERE/work/ld.so",
                "its loader",
            ),
            ("near", "-Wl,--dynamic-linker=ld.so", "not an absolute path"),
            (
                "rpath",
                "-Wl,--disable-new-dtags,-rpath,/usr/lib:HERE/work/lib",
                "its folder",
            ),
            (
                "runpath",
                "-Wl,--enable-new-dtags,-rpath,HERE/work/none",
                "its folder",
            ),
            ("origin", "-Wl,-rpath,$ORIGIN/work/lib", "its folder"),
            ("braces", "-Wl,-rpath,${ORIGIN}/lib/../work", "its folder"),
            ("relative", "-Wl,-rpath,lib", "not an absolute path"),
            ("empty", "-Wl,-rpath,/usr/lib:", "not an absolute path"),
            ("unknown", "-Wl,-rpath,/opt/$LIB", "cannot check"),
        ] {
            let (folder, checked) = ground(name, &[option]);
            let message = checked.unwrap_err();
            assert!(message.contains(reason), "{name}: {message}");
            fs::remove_dir_all(folder).unwrap();
        }
    }

    #[test]
    fn a_library_may_be_where_nobody_writes_and_no_link_leads_away_from_there() {
        let (folder, checked_before) = ground("links", &["-Wl,-rpath,$ORIGIN/lib"]);
        assert_eq!(checked_before, Ok(()));
        let library = folder.join("lib/liba.so");
        fs::rename(&library, folder.join("work/lib/liba.so")).unwrap();
        std::os::unix::fs::symlink("../work/lib/liba.so", &library).unwrap();
        let message = checked(&folder).unwrap_err();
        assert!(message.contains("its library"), "{message}");
        fs::remove_dir_all(folder).unwrap();
    }

    #[test]
    fn libraries_of_libraries_are_looked_at() {
        let (folder, _) = ground("deep", &["-Wl,-rpath,$ORIGIN/lib"]);
        let linked = Command::new("cc")
            .args(["-shared", "-o", "lib/liba.so", "-Wl,-soname,liba.so", "a.c"])
            .arg("-Wl,-rpath,$ORIGIN/../work/lib")
            .current_dir(&folder)
            .status();
        assert!(linked.unwrap().success());
        let message = checked(&folder).unwrap_err();
        assert!(message.contains("work/lib"), "{message}");
        fs::remove_dir_all(folder).unwrap();
    }

    #[test]
    fn programs_of_the_system_and_other_files_pass() {
        let roots = BTreeMap::new();
        let written = Written::of(&roots);
        for program in ["/bin/sh", "/usr/bin/env", "/etc/hostname"] {
            assert_eq!(check(Path::new(program), &written), Ok(()), "{program}");
        }
        assert_eq!(check(&std::env::current_exe().unwrap(), &written), Ok(()));
    }

    #[test]
    fn headers_that_lie_are_errors() {
        let own = fs::read(std::env::current_exe().unwrap()).unwrap();
        let file = std::env::temp_dir().join(format!("pintle-elf-lie-{}", std::process::id()));
        for change in [5..64, 64..120, 120..400] {
            let mut bytes = own[..4096].to_vec();
            bytes[change].fill(0xff);
            fs::write(&file, bytes).unwrap();
            assert!(check(&file, &Written::of(&BTreeMap::new())).is_err());
        }
        fs::remove_file(file).unwrap();
    }
}
