import { loadAddon, type Stream } from "pintle";
import { fileOf, load } from "../harness/addons.ts";

/** What bench/addon and bench/peers/napi both export. */
interface Functions {
  add(a: number, b: number): number;
  textLength(text: string): number;
  makeText(length: number): string;
  echo(text: string): string;
  byteLength(bytes: Uint8Array): number;
  makeBytes(length: number): Uint8Array;
  sum(numbers: Int32Array): number;
  configure(options: Options): number;
  names(count: number): string[];
  places(count: number): Place[];
  measure(places: Place[]): number;
  columns(count: number): { paths: string[]; kinds: Uint8Array; sizes: Float64Array };
}

/** A row of a list or a stream. */
export interface Place {
  x: number;
  y: number;
  label: string;
}

interface Options {
  glob?: string[];
  depth?: number;
  hidden?: boolean;
  follow?: boolean;
  name?: string;
}

/** Commands that call their caller. */
interface Calls {
  callBack: CallBack;
  callBackTogether: CallBack;
  countOnes(data: Uint8Array): Promise<number>;
  sleep(milliseconds: number): Promise<number>;
}

/** State with a method. */
interface Adder {
  addOn(a: number, b: number): number;
}

type CallBack = (count: number, answer: (number: number) => number) => Promise<number>;
type Later = (a: number, b: number) => Promise<number>;

/** Somebody's addon, written with Pintle and loaded as anybody's is. */
export const ours: Functions &
  Calls & {
    addAsync: Later;
    addThree(a: number, b: number, c: number): number;
    addLater: Later;
    /** A resource whose method adds. */
    adder(carry: number): Adder;
    callBackAsync: CallBack;
    rows(count: number): Stream<Place, { x: Float64Array; y: Float64Array; label: string[] }>;
  } = loadAddon(fileOf("addon")).commands.bench as never;

/** The same with napi-rs alone. */
export const napi: Functions &
  Calls & {
    addTask: Later;
    addTokio: Later;
    Adder: new (carry: number) => Adder;
    RowGenerator: new (count: number) => AsyncIterable<Place>;
    Rows: new (count: number) => { take(atMost: number): Promise<Place[]> };
  } = load("napi");

/** Some of it in C. */
export const c: Pick<Functions, "add" | "echo" | "byteLength"> & {
  adder(): unknown;
  addOn(adder: unknown, a: number, b: number): number;
} = load("c");
