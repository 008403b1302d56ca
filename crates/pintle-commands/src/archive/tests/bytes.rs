//! Archives byte by byte, so that they can say what no program would write.

/// A tar archive.
#[derive(Clone, Default)]
pub(super) struct Tar(Vec<u8>);

impl Tar {
    /// An entry of any kind.
    pub(super) fn entry(mut self, kind: u8, name: &[u8], link: &[u8], content: &[u8]) -> Self {
        let mut header = [0; 512];
        header[..name.len()].copy_from_slice(name);
        header[100..108].copy_from_slice(b"0000644\0");
        header[124..136].copy_from_slice(format!("{:011o}\0", content.len()).as_bytes());
        header[136..148].copy_from_slice(b"00000001750\0");
        header[156] = kind;
        header[157..157 + link.len()].copy_from_slice(link);
        header[257..265].copy_from_slice(b"ustar\x0000");
        self.0.extend_from_slice(&header);
        self.seal();
        self.0.extend_from_slice(content);
        self.0.resize(self.0.len().next_multiple_of(512), 0);
        self
    }

    pub(super) fn file(self, name: &str, content: &str) -> Self {
        self.entry(b'0', name.as_bytes(), b"", content.as_bytes())
    }

    pub(super) fn folder(self, name: &str) -> Self {
        self.entry(b'5', name.as_bytes(), b"", b"")
    }

    pub(super) fn symlink(self, name: &str, target: &str) -> Self {
        self.entry(b'2', name.as_bytes(), target.as_bytes(), b"")
    }

    pub(super) fn hard_link(self, name: &str, target: &str) -> Self {
        self.entry(b'1', name.as_bytes(), target.as_bytes(), b"")
    }

    /// A pax header with one record for the next entry.
    pub(super) fn pax(self, key: &str, value: &str) -> Self {
        let rest = format!(" {key}={value}\n");
        let length = (1..99_999).find(|length| length.to_string().len() + rest.len() == *length);
        let record = format!("{}{rest}", length.unwrap());
        self.entry(b'x', b"pax", b"", record.as_bytes())
    }

    /// Changes the last header by hand.
    pub(super) fn with(mut self, at: usize, bytes: &[u8]) -> Self {
        let start = self.0.len() - 512 + at;
        self.0[start..start + bytes.len()].copy_from_slice(bytes);
        self.seal();
        self
    }

    /// Puts the checksum into the last block.
    fn seal(&mut self) {
        let start = self.0.len() - 512;
        let header = &mut self.0[start..];
        header[148..156].fill(b' ');
        let sum: u32 = header.iter().map(|byte| u32::from(*byte)).sum();
        header[148..156].copy_from_slice(format!("{sum:06o}\0 ").as_bytes());
    }

    pub(super) fn raw(mut self, bytes: &[u8]) -> Self {
        self.0.extend_from_slice(bytes);
        self
    }

    pub(super) fn end(self) -> Vec<u8> {
        self.raw(&[0; 1024]).0
    }
}

/// What a zip archive says of an entry, at its place or in the directory.
#[derive(Clone)]
pub(super) struct Header {
    pub(super) name: Vec<u8>,
    pub(super) flags: u16,
    pub(super) method: u16,
    pub(super) crc: u32,
    pub(super) packed: u32,
    pub(super) size: u32,
}

/// A zip archive.
#[derive(Default)]
pub(super) struct Zip {
    data: Vec<u8>,
    directory: Vec<u8>,
    count: u16,
    /// The system that made it, if it is not Unix.
    system: Option<u8>,
}

impl Zip {
    pub(super) fn made_by(mut self, system: u8) -> Self {
        self.system = Some(system);
        self
    }

    /// A stored entry with this Unix mode.
    pub(super) fn add(self, name: &str, mode: u32, content: &[u8]) -> Self {
        self.add_with(name, mode, content, |_, _| {})
    }

    pub(super) fn file(self, name: &str, content: &str) -> Self {
        self.add(name, 0o100_644, content.as_bytes())
    }

    /// An entry whose local and central header are changed by hand.
    pub(super) fn add_with(
        mut self,
        name: &str,
        mode: u32,
        content: &[u8],
        change: impl FnOnce(&mut Header, &mut Header),
    ) -> Self {
        let mut crc = flate2::Crc::new();
        crc.update(content);
        let mut local = Header {
            name: name.into(),
            flags: 1 << 11,
            method: 0,
            crc: crc.sum(),
            packed: content.len() as u32,
            size: content.len() as u32,
        };
        let mut central = local.clone();
        change(&mut local, &mut central);
        let offset = self.data.len() as u32;
        self.data.extend_from_slice(b"PK\x03\x04\x14\0");
        put(&mut self.data, &local);
        self.data.extend_from_slice(&local.name);
        self.data.extend_from_slice(content);
        self.directory_entry(&central, mode, offset);
        self
    }

    /// An entry in the directory only.
    pub(super) fn directory_entry(&mut self, header: &Header, mode: u32, offset: u32) {
        let system = self.system.unwrap_or(3);
        self.directory
            .extend_from_slice(&[b'P', b'K', 1, 2, 20, system, 20, 0]);
        put(&mut self.directory, header);
        self.directory.extend_from_slice(&[0; 6]); // Comment, disk, internal attributes.
        self.directory
            .extend_from_slice(&(mode << 16).to_le_bytes());
        self.directory.extend_from_slice(&offset.to_le_bytes());
        self.directory.extend_from_slice(&header.name);
        self.count += 1;
    }

    pub(super) fn end(mut self) -> Vec<u8> {
        let offset = self.data.len() as u32;
        let size = self.directory.len() as u32;
        self.data.append(&mut self.directory);
        self.data.extend_from_slice(b"PK\x05\x06\0\0\0\0");
        for _ in 0..2 {
            self.data.extend_from_slice(&self.count.to_le_bytes());
        }
        self.data.extend_from_slice(&size.to_le_bytes());
        self.data.extend_from_slice(&offset.to_le_bytes());
        self.data.extend_from_slice(&[0; 2]);
        self.data
    }
}

/// The fields that both headers have, from the flags to the length of the extra field.
fn put(into: &mut Vec<u8>, header: &Header) {
    into.extend_from_slice(&header.flags.to_le_bytes());
    into.extend_from_slice(&header.method.to_le_bytes());
    into.extend_from_slice(&[0, 0, 0x21, 0]); // Midnight of 1 January 1980.
    into.extend_from_slice(&header.crc.to_le_bytes());
    into.extend_from_slice(&header.packed.to_le_bytes());
    into.extend_from_slice(&header.size.to_le_bytes());
    into.extend_from_slice(&(header.name.len() as u16).to_le_bytes());
    into.extend_from_slice(&[0; 2]);
}
