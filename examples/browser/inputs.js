// From JSON Schema to inputs: what a person types becomes what a command takes.

/** The parsers of what is typed, by `x-type` of the contract or by `type`. */
const parsers = {
  bytes: (text) => new TextEncoder().encode(text),
  i64: BigInt,
  u64: BigInt,
  integer: Number,
  number: Number,
  Int32Array: (text) => Int32Array.from(numbers(text)),
  Uint32Array: (text) => Uint32Array.from(numbers(text)),
  Float64Array: (text) => Float64Array.from(numbers(text)),
  BigInt64Array: (text) => BigInt64Array.from(words(text), BigInt),
  BigUint64Array: (text) => BigUint64Array.from(words(text), BigInt),
  array: words,
  object: JSON.parse,
};

/** What stands in an input that is still empty. */
const examples = {
  bytes: "text",
  i64: "9007199254740993",
  u64: "9007199254740993",
  integer: "40",
  number: "0.5",
};

/** The input for a parameter: its label, and a function that reads it. Undefined is left out. */
export function inputFor(contract, name, schema, isRequired) {
  const type = resolve(contract, schema);
  const input = type.oneOf === undefined ? fieldFor(type) : choiceOf(type, isRequired);
  const label = document.createElement("label");
  label.classList.toggle("required", isRequired);
  label.title = schema.description ?? "";
  const title = document.createElement("span");
  title.textContent = name;
  label.append(title, input);
  input.name = name;
  return { name, label, read: () => read(input, type, isRequired) };
}

function resolve(contract, schema) {
  const inner = schema.anyOf?.[0] ?? schema;
  const name = inner.$ref?.replace("#/$defs/", "");
  return name === undefined ? inner : contract.$defs[name];
}

function fieldFor(type) {
  const input = document.createElement("input");
  if (type.type === "boolean") {
    input.type = "checkbox";
  } else {
    input.placeholder = examples[kindOf(type)] ?? (type.type === "array" ? "1 2 3" : "");
    input.inputMode = type.type === "integer" ? "numeric" : "text";
  }
  return input;
}

function choiceOf(type, isRequired) {
  const select = document.createElement("select");
  if (!isRequired) {
    select.append(new Option("", ""));
  }
  for (const option of type.oneOf) {
    const choice = new Option(option.const, option.const);
    choice.title = option.description;
    select.append(choice);
  }
  return select;
}

function read(input, type, isRequired) {
  if (input.type === "checkbox") {
    return input.checked;
  }
  if (input.value === "" && !isRequired) {
    return undefined;
  }
  const kind = kindOf(type);
  if (input.value === "" && kind !== "bytes") {
    return undefined; // The command says that it is missing.
  }
  return (parsers[kind] ?? String)(input.value);
}

function kindOf(type) {
  const kind = type["x-type"];
  return kind in parsers ? kind : type.type;
}

function words(text) {
  return text.split(/[\s,]+/).filter((word) => word !== "");
}

function numbers(text) {
  return words(text).map(Number);
}
