// What is generated from what the addon says of itself: its contract and the JSON Schemas of documents.

import { createRequire } from "node:module";
import { addon } from "../setup/host.mjs";
import { importTypeScript } from "../setup/typescript.mjs";
import { format } from "./format.mjs";

/** @returns {import("../../lib/binding/binding.ts").Binding} the addon that was just built */
function binding() {
  return createRequire(import.meta.url)(addon);
}

/** @returns {string} the contract, as that addon has it */
function contract() {
  return binding().contract();
}

/** The contract itself. */
export async function contractJson() {
  return format("contract.json", contract());
}

/** The TypeScript of every command in the contract. */
export async function commands() {
  const { generateTypeScript } = await importTypeScript("lib/contract/typescript.ts");
  return format("all.ts", generateTypeScript(JSON.parse(contract())));
}

/** The TypeScript of the commands that WebAssembly has. */
export async function portable() {
  const { generateTypeScript } = await importTypeScript("lib/contract/typescript.ts");
  const { portablePart } = await importTypeScript("lib/contract/portable.ts");
  const part = portablePart(JSON.parse(contract()));
  return format("portable.ts", generateTypeScript(part, { runtime: "../wasm/runtime.ts" }));
}

/** The types of plan documents. */
export async function planDocument() {
  const { documentTypes } = await importTypeScript("lib/contract/typescript/documents.ts");
  return format("plan-document.ts", documentTypes(JSON.parse(binding().planSchema())));
}

/** The types of policies. */
export async function policy() {
  const { documentTypes } = await importTypeScript("lib/contract/typescript/documents.ts");
  return format("policy.ts", documentTypes(JSON.parse(binding().policySchema())));
}

/** The names of those that it does not have. */
export async function notPortable() {
  const { notPortableMethods } = await importTypeScript("lib/contract/portable.ts");
  const own = JSON.parse(contract());
  /** @type {string[]} */
  const methods = notPortableMethods(own);
  const streams = methods.filter((method) => own["x-commands"][method].output !== undefined);
  const text = [
    "// Generated from the contract. Do not edit.",
    "",
    "/** The commands that are not portable. */",
    `export const notPortable: readonly string[] = ${JSON.stringify(methods)};`,
    "",
    "/** Those of them that return streams. */",
    `export const notPortableStreams: readonly string[] = ${JSON.stringify(streams)};`,
  ];
  return format("not-portable.ts", text.join("\n"));
}

/** The limits that Rust and JavaScript share. */
export async function limits() {
  const { nesting, textNesting } = JSON.parse(contract())["x-limits"];
  const lines = [
    "// Generated from the contract. Do not edit.",
    "",
    "/** How many lists and objects a parameter or a result has inside each other at most. */",
    `export const nesting: number = ${nesting};`,
    "/** The same of a JSON text, which has a few more around them. */",
    `export const textNesting: number = ${textNesting};`,
  ];
  return format("limits.ts", `${lines.join("\n")}\n`);
}

/** The names that Rust and JavaScript share. */
export async function names() {
  const { callOptions } = JSON.parse(contract())["x-reserved"];
  const lines = [
    "// Generated from the contract. Do not edit.",
    "",
    "/** The options that every call takes beside those of its command. */",
    `export const callOptions = ${JSON.stringify(callOptions)} as const;`,
  ];
  return format("names.ts", `${lines.join("\n")}\n`);
}

/** What the JavaScript expects of an addon, without the whole contract. */
export async function expected() {
  const { addonVersion, hash } = JSON.parse(contract())["x-contract"];
  const { interfaceVersion } = binding();
  const lines = [
    "// Generated from the contract of pintle. Do not edit.",
    "",
    "/** The version of Pintle that this JavaScript is of. */",
    `export const version: string = "${addonVersion}";`,
    "/** The hash of the contract that this JavaScript was built with. */",
    `export const contractHash: string = "${hash}";`,
    "/** The version of the interface between an addon and this JavaScript. */",
    `export const interfaceVersion: number = ${interfaceVersion};`,
  ];
  return format("expected.ts", `${lines.join("\n")}\n`);
}
