/** What Rust says of a callback where there is only JSON, as in a plan or a message (`callback.rs`). */
export const callbackNotCarried = "a callback cannot be carried in JSON: call the command directly";
