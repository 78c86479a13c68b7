/**
 * What ts-node is given as its compiler: TypeScript's own functions in an object whose `createLanguageService` can be replaced. ts-node
 * keeps its language service to itself; a second one would double memory and start-up.
 */
import ts = require('typescript');

export = { ...ts };
