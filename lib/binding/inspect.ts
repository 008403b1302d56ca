import { readFileSync } from "node:fs";
import { start } from "./files.ts";
import type { Platform } from "./machine.ts";

/** What a file was built for, according to its header. */
export interface Built extends Platform {
  /** The newest version of glibc that it requires, such as `2.17`. */
  readonly glibc?: string | undefined;
}

/** Reads what a dynamic library was built for. Undefined if it is not one, or incomplete. */
export function inspect(file: string): Built | undefined {
  const bytes = readFileSync(file);
  try {
    return elf(bytes) ?? machO(bytes) ?? pe(bytes);
  } catch (error) {
    if (error instanceof RangeError) {
      return undefined; // It ends before what its header promises.
    }
    throw error;
  }
}

const elfMagic = 0x7f454c46;

const elfCpus: Readonly<Record<number, string>> = {
  3: "ia32",
  40: "arm",
  62: "x64",
  183: "arm64",
  243: "riscv64",
};

function elf(bytes: Buffer): Built | undefined {
  if (bytes.readUInt32BE(0) !== elfMagic) {
    return undefined;
  }
  if (isCut(bytes, bytes.length)) {
    return undefined;
  }
  const machine = bytes.readUInt16LE(18);
  const text = bytes.toString("latin1");
  const wanted = [...text.matchAll(/GLIBC_(\d+\.\d+)/g)].map(([, version = ""]) => version);
  const isMusl = /\0libc(\.musl-\w+\.so\.1|\.so)\0/.test(text);
  const isGlibc = wanted.length > 0 || text.includes("\0libc.so.6\0");
  return {
    os: "linux",
    cpu: elfCpus[machine] ?? `machine ${machine}`,
    libc: isMusl ? "musl" : isGlibc ? "glibc" : undefined,
    glibc: wanted.toSorted(compareVersions).at(-1),
  };
}

/**
 * Whether a library of Linux ends before its table of sections, which is the last thing in it. Loading
 * such a file may end the process with SIGBUS.
 */
export function isCutOff(file: string): boolean {
  const { bytes, size } = start(file, 64);
  return bytes.length === 64 && bytes.readUInt32BE(0) === elfMagic && isCut(bytes, size);
}

function isCut(header: Buffer, size: number): boolean {
  const is64 = header[4] === 2;
  const [entry, count] = [header.readUInt16LE(58), header.readUInt16LE(60)];
  return is64 && Number(header.readBigUInt64LE(40)) + entry * count > size;
}

function machO(bytes: Buffer): Built | undefined {
  if (bytes.readUInt32LE(0) !== 0xfeedfacf) {
    return undefined;
  }
  const cpu = bytes.readUInt32LE(4);
  const cpus: Record<number, string> = { 16777223: "x64", 16777228: "arm64" };
  return { os: "darwin", cpu: cpus[cpu] ?? `cpu ${cpu}` };
}

function pe(bytes: Buffer): Built | undefined {
  const header = bytes.readUInt16BE(0) === 0x4d5a ? bytes.readUInt32LE(0x3c) : undefined;
  if (header === undefined || bytes.readUInt32BE(header) !== 0x50450000) {
    return undefined;
  }
  const machine = bytes.readUInt16LE(header + 4);
  const cpus: Record<number, string> = { 34404: "x64", 43620: "arm64", 332: "ia32" };
  return { os: "win32", cpu: cpus[machine] ?? `machine ${machine}` };
}

/** Compares versions such as `2.9` and `2.17`. */
export function compareVersions(a: string, b: string): number {
  return a.localeCompare(b, "en", { numeric: true });
}
