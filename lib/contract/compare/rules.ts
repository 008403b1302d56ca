/** What a change is for programs that were right before it. */
export type Word = "breaking" | "compatible";

/** A kind of change, and what it is for the programs that use the commands. */
interface Rule {
  readonly word: Word;
  /** What has changed. */
  readonly what: string;
  /** Why that is breaking, or why it is not. */
  readonly why: string;
}

/**
 * Every kind of change that is found. What callers pass is `input-…`, what they receive `output-…`:
 * accepting more is compatible, and so is returning less. Each has what it is, what has changed, and why that is
 * breaking or not. docs/contract-diff.md has the same table.
 */
const table = {
  "command-removed": ["breaking", "a command is missing", "Calls of it fail."],
  "command-added": ["compatible", "a new command", "Nobody calls it yet."],
  "became-blocking": [
    "breaking",
    "the command returns a promise, and did not before",
    "Callers get the promise where they expect the result.",
  ],
  "became-synchronous": [
    "breaking",
    "the command returned a promise, and does not now",
    "`.then` fails, and so do calls of its `…Sync` twin and those with a `signal`.",
  ],
  "stream-added": [
    "breaking",
    "the command returns a stream, and did not before",
    "Callers get the stream where they expect the result.",
  ],
  "stream-removed": [
    "breaking",
    "the command returned a stream, and does not now",
    "Reading the stream fails.",
  ],
  "batch-changed": [
    "breaking",
    "the batches of a stream consist of something else",
    "Whoever reads whole batches finds other columns, or lists.",
  ],
  "portability-lost": [
    "breaking",
    "the command is not portable now",
    "It is missing in WebAssembly, and so in browsers.",
  ],
  "portability-gained": ["compatible", "the command is portable now", "It runs in more places."],
  "confinement-lost": [
    "breaking",
    "the command is not confined now",
    "Policies that allow it in folders are refused.",
  ],
  "confinement-gained": [
    "compatible",
    "the command is confined now",
    "Policies may allow it, and none that were valid become invalid.",
  ],
  "lines-removed": [
    "breaking",
    "the command does not report lines now",
    "Calls with `onLine` are refused.",
  ],
  "lines-added": ["compatible", "the command reports lines now", "Nobody has to take them."],
  "direct-only": [
    "breaking",
    "only a direct call can run the command now",
    "Plans and transports with it fail.",
  ],
  "not-direct-only": [
    "compatible",
    "plans and transports can run the command now",
    "Direct calls stay as they are.",
  ],
  "effect-added": [
    "breaking",
    "a new effect",
    "Whoever allowed the command, as in a policy, allowed less than it does now.",
  ],
  "effect-removed": ["compatible", "an effect is missing", "The command does less."],
  "error-added": [
    "compatible",
    "a new error code of a command",
    "A caller always has to expect codes that it does not know, such as ERR_PINTLE_PANIC.",
  ],
  "error-removed": [
    "compatible",
    "an error code of a command is missing",
    "What handles it does not run any longer; nothing else happens.",
  ],
  "parameter-added-required": [
    "breaking",
    "a new parameter that has to be passed",
    "Calls without it are refused.",
  ],
  "parameter-added-optional": [
    "compatible",
    "a new parameter that may be left out",
    "Calls without it are as before.",
  ],
  "parameter-removed": [
    "breaking",
    "a parameter is missing",
    "Calls with it are refused. A parameter with a new name counts as removed and added.",
  ],
  "parameter-moved": [
    "breaking",
    "a parameter has another position",
    "Direct calls pass it by position.",
  ],
  "parameter-kind": [
    "breaking",
    "a parameter is passed in another way",
    "An input, a buffer that is changed in place, options and values differ for callers.",
  ],
  "parameter-became-input": [
    "compatible",
    "a list became an input",
    "An input takes arrays, too, and is a list in JSON.",
  ],
  "parameter-required": [
    "breaking",
    "a parameter has to be passed now",
    "Calls without it are refused.",
  ],
  "parameter-optional": [
    "compatible",
    "a parameter may be left out now",
    "Calls with it are as before.",
  ],
  "input-field-added-required": [
    "breaking",
    "a new field that has to be passed",
    "Values without it are refused.",
  ],
  "input-field-added-optional": [
    "compatible",
    "a new field that may be left out",
    "Values without it are as before.",
  ],
  "input-field-removed": [
    "breaking",
    "a field is missing",
    "Values with it are refused. A field with a new name counts as removed and added.",
  ],
  "input-field-required": [
    "breaking",
    "a field has to be passed now",
    "Values without it are refused.",
  ],
  "input-field-optional": [
    "compatible",
    "a field may be left out now",
    "Values with it are as before.",
  ],
  "input-default-changed": [
    "breaking",
    "the default of a field is another",
    "Calls that leave it out do something else.",
  ],
  "input-value-removed": ["breaking", "a text of an enum is missing", "Passing it is refused."],
  "input-value-added": ["compatible", "a new text of an enum", "Nobody has to pass it."],
  "input-alternative-removed": [
    "breaking",
    "an alternative of a union is missing",
    "Passing it is refused.",
  ],
  "input-alternative-added": [
    "compatible",
    "a new alternative of a union",
    "Nobody has to pass it.",
  ],
  "input-null-removed": ["breaking", "null is not accepted now", "Passing it is refused."],
  "input-null-added": ["compatible", "null is accepted now", "Nobody has to pass it."],
  "input-null-meaning": [
    "breaking",
    "null and leaving it out mean the same now, or differ now",
    "Whoever passes null gets the effect of something else.",
  ],
  "input-narrowed": [
    "breaking",
    "fewer values are accepted",
    "Some that were accepted are refused: a smaller range, text of a certain form, a fixed length.",
  ],
  "input-widened": ["compatible", "more values are accepted", "Nobody has to pass them."],
  "input-type-changed": [
    "breaking",
    "a type was replaced by one of another kind",
    "What was accepted is refused, or means something else.",
  ],
  "output-field-removed": ["breaking", "a field is missing", "Readers of it find undefined."],
  "output-field-added": ["compatible", "a new field", "Readers ignore what they do not know."],
  "output-field-optional": [
    "breaking",
    "a field may be missing now",
    "Readers that rely on it find undefined.",
  ],
  "output-field-required": [
    "compatible",
    "a field is always there now",
    "Readers find what they know.",
  ],
  "output-value-added": [
    "breaking",
    "a new text of an enum",
    "Readers that treat every text they know have no case for it.",
  ],
  "output-value-removed": [
    "compatible",
    "a text of an enum is missing",
    "Readers find what they know. TypeScript may point out code that waits for it.",
  ],
  "output-alternative-added": [
    "breaking",
    "a new alternative of a union",
    "Readers that treat every alternative they know have no case for it.",
  ],
  "output-alternative-removed": [
    "compatible",
    "an alternative of a union is missing",
    "Readers find what they know. TypeScript may point out code that waits for it.",
  ],
  "output-null-added": ["breaking", "it may be null now", "Readers that use it as a value fail."],
  "output-null-removed": ["compatible", "it is never null now", "Readers find what they know."],
  "output-widened": [
    "breaking",
    "more values are returned",
    "Readers get values that they did not have to expect.",
  ],
  "output-narrowed": ["compatible", "fewer values are returned", "Readers find what they know."],
  "output-type-changed": [
    "breaking",
    "a type was replaced by one of another kind",
    "Readers find something else.",
  ],
  "result-added": [
    "compatible",
    "a command that returned nothing returns something",
    "Nobody has read it yet.",
  ],
  "callback-parameter-added": [
    "compatible",
    "a callback gets one more argument",
    "JavaScript's functions ignore what they do not take.",
  ],
  "callback-parameter-removed": [
    "breaking",
    "a callback gets fewer arguments",
    "Functions that use it find undefined.",
  ],
  "type-removed": [
    "breaking",
    "a named type is missing, or has another name",
    "TypeScript programs that import it by its name do not compile.",
  ],
  "resource-removed": [
    "breaking",
    "a type of resources is missing, or has another name",
    "Programs that import its class do not compile or run.",
  ],
  "resource-added": ["compatible", "a new type of resources", "Nobody has one yet."],
  "code-removed": [
    "breaking",
    "an error code is missing, or has another name",
    "Programs that compare with it do not compile, or do not recognise the error.",
  ],
  "code-added": ["compatible", "a new error code", "It only appears where a command has it."],
  "details-removed": [
    "breaking",
    "the details of an error are not described now",
    "Their type is unknown, so programs that read them do not compile.",
  ],
  "details-added": [
    "compatible",
    "the details of an error are described now",
    "Nobody relies on it.",
  ],
  "nesting-lowered": [
    "breaking",
    "values may have fewer levels",
    "Deep values that were accepted are refused.",
  ],
  "nesting-raised": ["compatible", "values may have more levels", "Nobody has to pass them."],
} as const;

/** The name of a kind of change. */
export type RuleName = keyof typeof table;

/** Every kind of change by its name. */
export const rules: Readonly<Record<RuleName, Rule>> = Object.fromEntries(
  Object.entries(table).map(([name, [word, what, why]]) => [name, { word, what, why }]),
) as Record<RuleName, Rule>;
