import { expect, test } from "vitest";
import { failure } from "../failure.ts";
import { trouble } from "../fixtures/fixture.ts";
import { type Acceptance, accepts, type Refusal, refuses, takesOnly } from "./tables.ts";

/** Each breaks the Unicode of a text in another place. */
const surrogates: readonly Refusal[] = Object.entries({
  "a high surrogate alone": "\ud800",
  "a low surrogate alone": "\udc00",
  "a pair in the wrong order": "\udc00\ud800",
  "a high surrogate at the end": "text\ud83d",
  "a low surrogate at the start": "\ude00text",
  "a high surrogate before a pair": "\ud83d\ud83d\ude00",
  "one beside a real U+FFFD": "\ufffd\ud800",
  "one at the end of a long text": `${"a".repeat(10_000)}\udbff`,
  // Texts of up to 256 bytes are read in another way than longer ones.
  "one after 250 bytes": `${"a".repeat(250)}\ud800`,
  "one after 255 bytes": `${"a".repeat(255)}\ud800`,
  "one after 256 bytes": `${"a".repeat(256)}\ud800`,
}).map(([what, text]) => [what, [text], "INVALID_VALUE", "/value"]);

const lengths = [251, 252, 253, 254, 255, 256, 257, 258, 4095, 4096, 65_536, 1_000_000];
const texts: readonly Acceptance[] = [
  ["ASCII", "text"],
  ["U+FFFD, which is what broken text becomes elsewhere", "\ufffd"],
  ["U+FFFD in a long text", `${"a".repeat(300)}\ufffd`],
  ["a byte order mark", "\ufefftext"],
  ["every length of UTF-8", "aä€😀"],
  ["the last code point", "\u{10ffff}"],
  ["noncharacters", "\ufffe\uffff"],
  ["a combining mark, not composed", "a\u0308"],
  ["line ends, untouched", "\r\n\u2028"],
  ...lengths.map((length): Acceptance => [`${length} bytes of 1`, "a".repeat(length)]),
  ...lengths.map((length): Acceptance => [`${length} units of 2 bytes`, "ä".repeat(length)]),
  // Wherever the first buffer ends, it ends in the middle of some character of these.
  ...[249, 250, 251, 252, 253, 254, 255, 256].map(
    (length): Acceptance => [`a character of 4 bytes after ${length}`, `${"a".repeat(length)}😀b`],
  ),
];

for (const name of ["text", "borrowedText"]) {
  takesOnly(name, ["string"]);
  refuses(name, surrogates);
  accepts(name, [...texts, ["an empty text", ""], ["NUL", "a\0b"]]);
}

takesOnly("path", ["string"]);
refuses("path", [
  ...surrogates,
  ["an empty path", [""], "INVALID_VALUE", "/value"],
  ["NUL alone", ["\0"], "INVALID_VALUE", "/value"],
  ["NUL inside", ["a\0b"], "INVALID_VALUE", "/value"],
  ["NUL at the end", ["/tmp/file\0"], "INVALID_VALUE", "/value"],
  ["NUL in a long path", [`${"a".repeat(300)}\0`], "INVALID_VALUE", "/value"],
  ["a URL", [new URL("file:///tmp")], "INVALID_TYPE", "/value"],
  ["a Buffer", [Buffer.from("/tmp")], "INVALID_TYPE", "/value"],
]);
accepts("path", [...texts, ["dots, which are kept", "./a/../b//c/."], ["a blank", " "]]);

takesOnly("colour", ["string"]);
refuses("colour", [
  // "1" is among the kinds that are taken, but as a string only.
  ["another word", ["1"], "INVALID_VALUE", "/value"],
  ["an empty text", [""], "INVALID_VALUE", "/value"],
  ["another case", ["Red"], "INVALID_VALUE", "/value"],
  ["the name it has in Rust", ["DarkBlue"], "INVALID_VALUE", "/value"],
  ["a trailing space", ["red "], "INVALID_VALUE", "/value"],
  ["a trailing NUL", ["red\0"], "INVALID_VALUE", "/value"],
  ["its index", [0], "INVALID_TYPE", "/value"],
  ["a lone surrogate", ["\ud800"], "INVALID_VALUE", "/value"],
]);
accepts("colour", [
  ["the first", "red"],
  ["the second", "green"],
  ["one of two words", "darkBlue"],
]);

test("a text that no string of JavaScript holds says so", { timeout: 120_000 }, async () => {
  const units = 2 ** 29;
  const error = await failure(() => trouble.longText("a", units));
  expect(error).toMatchObject({ code: "ERR_PINTLE_INVALID_VALUE", command: "trouble.longText" });
  expect(error.message).toContain(`got one of ${units} UTF-16 units`);
});
