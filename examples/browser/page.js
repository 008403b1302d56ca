// Lists the commands of the contract with a form for each, and runs them as WebAssembly.

import * as pintle from "pintle/wasm";
import { inputFor } from "./inputs.js";

const { connect, PintleError, wasm } = pintle;
const client = await connect({ transport: wasm() });
const commands = Object.entries(client.contract["x-commands"]);
const forms = commands.map(([method, command]) => formFor(method, command));
document.querySelector("#commands").append(...forms);

const portable = commands.filter(([, command]) => command.portable).length;
document.querySelector("#status").textContent =
  `${portable} of ${commands.length} commands run here; the others need Node.`;

const [filter, portableOnly] = ["#filter", "#portable"].map((id) => document.querySelector(id));
filter.addEventListener("input", show);
portableOnly.addEventListener("change", show);
show(); // A browser that goes back keeps what was set.

/** Shows the forms that are asked for. */
function show() {
  const text = filter.value.toLowerCase();
  for (const form of forms) {
    const isOther = portableOnly.checked && form.classList.contains("elsewhere");
    form.hidden = isOther || !form.dataset.method.toLowerCase().includes(text);
  }
}

function formFor(method, command) {
  const form = element("form", { className: command.portable ? "" : "elsewhere" });
  form.dataset.method = method;
  form.append(element("h2", { textContent: method }), description(command.description));
  if (!command.portable) {
    form.append(element("output", { textContent: "Needs Node: it is not portable." }));
    return form;
  }
  const { properties, required } = command.paramsSchema;
  const inputs = Object.entries(properties).map(([name, schema]) =>
    inputFor(client.contract, name, schema, required.includes(name)),
  );
  const output = element("output", {});
  form.append(
    ...inputs.map((input) => input.label),
    element("button", { textContent: "Run" }),
    output,
  );
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    run(method, command, inputs, output);
  });
  return form;
}

/** Runs a command on what the form holds, and shows its result or its error. */
async function run(method, { params, directOnly }, inputs, output) {
  const [family, name] = method.split(".");
  try {
    const values = inputs.flatMap(({ name, read }) => {
      const value = read();
      return value === undefined ? [] : [[name, value]];
    });
    const rest = Object.fromEntries(values);
    const args = params.map((param) => {
      if (param.kind === "options") {
        return rest;
      }
      const { [param.name]: value } = rest;
      delete rest[param.name];
      return value;
    });
    // What changes memory of its caller can be reached by no transport: it is called, and that memory is shown.
    const commands = directOnly ? pintle : client;
    const given = await commands[family][name](...args);
    const result = directOnly ? args[params.findIndex(({ kind }) => kind === "inPlace")] : given;
    tell(output, "ok", text(result));
  } catch (error) {
    const isOurs = PintleError.is(error);
    tell(output, "failed", isOurs ? `${error.code}\n${error.message}` : String(error.message));
  }
}

/** Documentation without the line breaks of its source; empty lines stay. What is in backticks is code. */
function description(markdown) {
  const paragraph = element("p", {});
  const parts = markdown.replaceAll(/(?<!\n)\n(?!\n)/g, " ").split("`");
  for (const [index, textContent] of parts.entries()) {
    paragraph.append(index % 2 === 0 ? textContent : element("code", { textContent }));
  }
  return paragraph;
}

function text(result) {
  if (typeof result === "string") {
    return result;
  }
  if (typeof result === "bigint") {
    return `${result}n`;
  }
  return ArrayBuffer.isView(result)
    ? [...result].map(text).join(" ")
    : JSON.stringify(result, null, 2);
}

function tell(output, className, textContent) {
  Object.assign(output, { className, textContent });
}

function element(name, properties) {
  return Object.assign(document.createElement(name), properties);
}
