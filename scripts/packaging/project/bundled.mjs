// What a bundle of it must do. Bundled in the project, and then run there.

import { math, tree } from "pintle";

tree.walk(".", { glob: ["package.json"] }).then(({ count }) => console.log(math.add(41, count)));
