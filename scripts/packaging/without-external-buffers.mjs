import { chmodSync, readFileSync, writeFileSync } from "node:fs";

/** Where an ELF file says what, in bytes; for 64 bits, little-endian. */
const elf = {
  header: { programs: 0x20, sections: 0x28, programCount: 0x38, sectionCount: 0x3c },
  program: { length: 56, offset: 8, address: 16, fileSize: 32 },
  section: { length: 64, type: 4, offset: 24, size: 32, link: 40 },
  symbol: { length: 24, address: 8 },
};
const LOADED = 1;
const DYNAMIC_SYMBOLS = 11;

/** `return napi_no_external_buffers_allowed`, which is 22, for each processor. */
const refusals = {
  x64: [0xb8, 22, 0, 0, 0, 0xc3],
  arm64: [0xc0, 0x02, 0x80, 0x52, 0xc0, 0x03, 0x5f, 0xd6],
};

/** The functions of Node-API that give memory of an addon to JavaScript. */
const functions = ["napi_create_external_arraybuffer", "napi_create_external_buffer"];

/**
 * Copies a Node of Linux whose Node-API allows no external buffers, as in Electron and wherever else V8
 * keeps all memory of JavaScript in a cage. No such runtime is on npm without a download from elsewhere.
 *
 * @param {string} node the program
 * @param {keyof typeof refusals} cpu
 * @param {string} to where to
 */
export function copyWithoutExternalBuffers(node, cpu, to) {
  const file = readFileSync(node);
  for (const name of functions) {
    file.set(refusals[cpu], offsetOf(file, name));
  }
  writeFileSync(to, file);
  chmodSync(to, 0o755);
}

/**
 * Where the code of an exported function is in an ELF file.
 *
 * @param {Buffer} file
 * @param {string} name
 */
function offsetOf(file, name) {
  const { section, symbol, program } = elf;
  const sections = table(file, elf.header.sections, elf.header.sectionCount, section.length);
  const symbols = sections.find((at) => file.readUInt32LE(at + section.type) === DYNAMIC_SYMBOLS);
  const strings = symbols && sections[file.readUInt32LE(symbols + section.link)];
  if (symbols === undefined || strings === undefined) {
    throw new Error("the program exports nothing");
  }
  const names = word(file, strings + section.offset);
  const start = word(file, symbols + section.offset);
  const end = start + word(file, symbols + section.size);
  for (let at = start; at < end; at += symbol.length) {
    const from = names + file.readUInt32LE(at);
    if (file.toString("latin1", from, from + name.length + 1) === `${name}\0`) {
      const address = word(file, at + symbol.address);
      const programs = table(file, elf.header.programs, elf.header.programCount, program.length);
      const part = programs.find((at) => {
        const begin = word(file, at + program.address);
        const isIn = begin <= address && address < begin + word(file, at + program.fileSize);
        return file.readUInt32LE(at) === LOADED && isIn;
      });
      if (part !== undefined) {
        return address - word(file, part + program.address) + word(file, part + program.offset);
      }
    }
  }
  throw new Error(`the program does not export ${name}`);
}

/**
 * Where the entries of a table are.
 *
 * @param {Buffer} file
 * @param {number} place of the table's place
 * @param {number} count where the number of entries is
 * @param {number} length of an entry
 */
function table(file, place, count, length) {
  const start = word(file, place);
  return Array.from({ length: file.readUInt16LE(count) }, (_, i) => start + i * length);
}

/**
 * @param {Buffer} file
 * @param {number} at
 */
function word(file, at) {
  return Number(file.readBigUInt64LE(at));
}
