/**
 * Which names a piece of JavaScript takes from outside, with the place of every use: own scope analysis over an acorn tree.
 *
 * Declarations are collected while walking and references resolved afterwards, so hoisting needs no second walk. Parameters and body
 * have separate scopes: a default value does not see the `var`s of the body.
 */
import type { AnyNode, Function as FunctionNode, Identifier, ImportExpression, MemberExpression, Pattern, Property } from 'acorn';

/** How a reference ends: `o.a` read, `o.a()` called (with `o` as `this`), `o.a = 1` written. */
export type Usage = 'read' | 'call' | 'write';

export interface Reference {
  readonly node: Identifier;
  /** The members around the name that are read by a fixed name, innermost first: `o.a`, `o.a.b`. */
  readonly members: readonly MemberExpression[];
  readonly usage: Usage;
  /** The property whose shorthand this is (`{ limit }`): replacing the name must spell the key. */
  readonly shorthand?: Property;
}

export interface FreeName {
  readonly name: string;
  readonly nodes: readonly Identifier[];
  readonly references: readonly Reference[];
  /** The name itself is assigned, incremented or a loop variable. */
  readonly assigned: boolean;
}

/** What code uses of the function around it. */
export interface LexicalUses {
  this: boolean;
  super: boolean;
}

export interface NameAnalysis {
  readonly free: readonly FreeName[];
  /** Uses outside every function that binds them: those of an arrow function belong to the code around it. */
  readonly outer: LexicalUses;
  /** Uses of each function that has its own `this` (all but arrows). */
  readonly usesOf: ReadonlyMap<AnyNode, LexicalUses>;
  /** `import(...)`, which needs a loader where it runs. */
  readonly imports: readonly ImportExpression[];
}

interface Scope {
  readonly names: Set<string>;
  readonly parent: Scope | undefined;
  readonly holdsVars: boolean;
}

/** @param sloppy functions declared in blocks are visible in the whole function (Annex B), as code outside strict mode has it */
export function analyzeNames(ast: AnyNode, sloppy = false): NameAnalysis {
  return new Walk(sloppy).run(ast);
}

export function freeIdentifiers(ast: AnyNode, sloppy = false): readonly FreeName[] {
  return analyzeNames(ast, sloppy).free;
}

const noUses = (): LexicalUses => ({ this: false, super: false });
const scopeIn = (parent: Scope | undefined, holdsVars: boolean, names: Iterable<string> = []): Scope => ({
  names: new Set(names),
  parent,
  holdsVars,
});

class Walk {
  private readonly references: (Reference & { scope: Scope; assigns: boolean })[] = [];
  private readonly usesOf = new Map<AnyNode, LexicalUses>();
  private readonly imports: ImportExpression[] = [];

  constructor(private readonly sloppy: boolean) {}

  run(ast: AnyNode): NameAnalysis {
    const outer = noUses();
    this.visit(ast, scopeIn(undefined, true), outer);
    return { free: this.resolve(), outer, usesOf: this.usesOf, imports: this.imports };
  }

  private resolve(): FreeName[] {
    const found = new Map<string, { references: Reference[]; assigned: boolean }>();
    for (const { scope, assigns, ...reference } of this.references) {
      const { name } = reference.node;
      let at: Scope | undefined = scope;
      while (at && !at.names.has(name)) at = at.parent;
      if (at) continue;
      let entry = found.get(name);
      if (!entry) found.set(name, (entry = { references: [], assigned: false }));
      entry.references.push(reference);
      entry.assigned ||= assigns;
    }
    return [...found].map(([name, { references, assigned }]) => ({ name, references, assigned, nodes: references.map(r => r.node) }));
  }

  private visit(node: AnyNode, scope: Scope, uses: LexicalUses): void {
    switch (node.type) {
      case 'Program':
      case 'StaticBlock':
        for (const child of node.body) this.visit(child, scope, uses);
        return;
      case 'Identifier':
        this.refer(node, [], 'read', scope);
        return;
      case 'ThisExpression':
        uses.this = true;
        return;
      case 'Super':
        uses.super = true;
        return;
      case 'ImportExpression':
        this.imports.push(node);
        for (const child of childrenOf(node)) this.visit(child, scope, uses);
        return;
      case 'MemberExpression':
        this.visitMember(node, 'read', scope, uses);
        return;
      case 'CallExpression':
      case 'NewExpression':
        if (node.type === 'CallExpression' && node.callee.type === 'MemberExpression') this.visitMember(node.callee, 'call', scope, uses);
        else this.visit(node.callee, scope, uses);
        for (const argument of node.arguments) this.visit(argument, scope, uses);
        return;
      case 'TaggedTemplateExpression':
        if (node.tag.type === 'MemberExpression') this.visitMember(node.tag, 'call', scope, uses);
        else this.visit(node.tag, scope, uses);
        this.visit(node.quasi, scope, uses);
        return;
      case 'AssignmentExpression':
        this.visitTarget(node.left, scope, uses);
        this.visit(node.right, scope, uses);
        return;
      case 'UpdateExpression':
        this.visitTarget(node.argument as Pattern, scope, uses);
        return;
      case 'UnaryExpression':
        if (node.operator === 'delete' && node.argument.type === 'MemberExpression') this.visitMember(node.argument, 'write', scope, uses);
        else this.visit(node.argument, scope, uses);
        return;
      case 'ObjectExpression':
        for (const property of node.properties) {
          if (property.type === 'SpreadElement') this.visit(property.argument, scope, uses);
          else if (property.shorthand) this.refer(property.value as Identifier, [], 'read', scope, property);
          else {
            if (property.computed) this.visit(property.key, scope, uses);
            this.visit(property.value, scope, uses);
          }
        }
        return;
      case 'FunctionDeclaration':
      case 'FunctionExpression':
      case 'ArrowFunctionExpression':
        this.visitFunction(node, scope, uses);
        return;
      case 'ClassDeclaration':
      case 'ClassExpression':
        this.visitClass(node, scope, uses);
        return;
      case 'VariableDeclaration':
        for (const { id, init } of node.declarations) {
          this.declare(id, node.kind === 'var' ? varScopeOf(scope) : scope, scope, uses);
          if (init) this.visit(init, scope, uses);
        }
        return;
      case 'ImportDeclaration':
        for (const { local } of node.specifiers) scope.names.add(local.name);
        return;
      case 'ExportNamedDeclaration':
        if (node.declaration) this.visit(node.declaration, scope, uses);
        else if (!node.source)
          for (const { local } of node.specifiers) if (local.type === 'Identifier') this.refer(local, [], 'read', scope);
        return;
      case 'ExportAllDeclaration':
      case 'BreakStatement':
      case 'ContinueStatement':
      case 'MetaProperty':
        return;
      case 'LabeledStatement':
        this.visit(node.body, scope, uses);
        return;
      case 'BlockStatement': {
        const block = scopeIn(scope, false);
        for (const child of node.body) this.visit(child, block, uses);
        return;
      }
      case 'SwitchStatement': {
        this.visit(node.discriminant, scope, uses);
        const block = scopeIn(scope, false);
        for (const { test, consequent } of node.cases) {
          if (test) this.visit(test, block, uses);
          for (const child of consequent) this.visit(child, block, uses);
        }
        return;
      }
      case 'ForStatement': {
        const block = scopeIn(scope, false);
        for (const child of [node.init, node.test, node.update, node.body]) if (child) this.visit(child, block, uses);
        return;
      }
      case 'ForInStatement':
      case 'ForOfStatement': {
        const block = scopeIn(scope, false);
        if (node.left.type === 'VariableDeclaration') this.visit(node.left, block, uses);
        else this.visitTarget(node.left, block, uses);
        this.visit(node.right, block, uses);
        this.visit(node.body, block, uses);
        return;
      }
      case 'CatchClause': {
        const block = scopeIn(scope, false);
        if (node.param) this.declare(node.param, block, block, uses);
        this.visit(node.body, block, uses);
        return;
      }
      default:
        for (const child of childrenOf(node)) this.visit(child, scope, uses);
    }
  }

  private visitFunction(node: FunctionNode, scope: Scope, outer: LexicalUses): void {
    if (node.type === 'FunctionDeclaration' && node.id) {
      scope.names.add(node.id.name);
      if (this.sloppy) varScopeOf(scope).names.add(node.id.name);
    }
    const isArrow = node.type === 'ArrowFunctionExpression';
    const uses = isArrow ? outer : noUses();
    if (!isArrow) this.usesOf.set(node as AnyNode, uses);
    const named = node.type === 'FunctionExpression' && node.id ? scopeIn(scope, false, [node.id.name]) : scope;
    const params = scopeIn(named, true, isArrow ? [] : ['arguments']);
    for (const param of node.params) this.declare(param, params, params, uses);
    const body = scopeIn(params, true);
    if (node.body.type === 'BlockStatement') for (const child of node.body.body) this.visit(child, body, uses);
    else this.visit(node.body, body, uses);
  }

  private visitClass(node: Extract<AnyNode, { type: 'ClassDeclaration' | 'ClassExpression' }>, scope: Scope, outer: LexicalUses): void {
    if (node.type === 'ClassDeclaration' && node.id) scope.names.add(node.id.name);
    const inside = scopeIn(scope, false, node.id ? [node.id.name] : []);
    // Heritage and computed keys run in the code around the class; initialisers and static blocks have the class's own `this`.
    if (node.superClass) this.visit(node.superClass, inside, outer);
    for (const member of node.body.body) {
      if (member.type === 'StaticBlock') {
        this.visit(member, scopeIn(inside, true), noUses());
        continue;
      }
      if (member.computed) this.visit(member.key, inside, outer);
      if (member.value) this.visit(member.value, inside, member.type === 'PropertyDefinition' ? noUses() : outer);
    }
  }

  /** Declares the names of a pattern in `into`; defaults and computed keys are read in `scope`. */
  private declare(pattern: Pattern, into: Scope, scope: Scope, uses: LexicalUses): void {
    this.visitPattern(pattern, scope, uses, target => {
      if (target.type === 'Identifier') into.names.add(target.name);
    });
  }

  /** An assignment target: a name, a member or a pattern of these. */
  private visitTarget(pattern: Pattern, scope: Scope, uses: LexicalUses): void {
    this.visitPattern(pattern, scope, uses, (target, shorthand) => {
      if (target.type === 'Identifier') this.refer(target, [], 'write', scope, shorthand);
      else this.visitMember(target, 'write', scope, uses);
    });
  }

  private visitPattern(
    pattern: Pattern,
    scope: Scope,
    uses: LexicalUses,
    leaf: (target: Identifier | MemberExpression, shorthand?: Property) => void,
    shorthand?: Property,
  ): void {
    switch (pattern.type) {
      case 'ObjectPattern':
        for (const property of pattern.properties) {
          if (property.type === 'RestElement') this.visitPattern(property.argument, scope, uses, leaf);
          else {
            if (property.computed) this.visit(property.key, scope, uses);
            this.visitPattern(property.value, scope, uses, leaf, property.shorthand ? (property as unknown as Property) : undefined);
          }
        }
        return;
      case 'ArrayPattern':
        for (const element of pattern.elements) if (element) this.visitPattern(element, scope, uses, leaf);
        return;
      case 'RestElement':
        this.visitPattern(pattern.argument, scope, uses, leaf);
        return;
      case 'AssignmentPattern':
        this.visitPattern(pattern.left, scope, uses, leaf, shorthand);
        this.visit(pattern.right, scope, uses);
        return;
      default:
        leaf(pattern, shorthand);
    }
  }

  private visitMember(node: MemberExpression, usage: Usage, scope: Scope, uses: LexicalUses): void {
    const members: MemberExpression[] = [];
    let at: AnyNode = node;
    while (at.type === 'MemberExpression' && !at.computed && at.property.type === 'Identifier') {
      members.unshift(at);
      at = at.object;
    }
    if (at.type === 'Identifier') this.refer(at, members, usage, scope);
    else if (at.type === 'MemberExpression') {
      this.visit(at.object, scope, uses);
      if (at.computed) this.visit(at.property, scope, uses);
    } else this.visit(at, scope, uses);
  }

  private refer(node: Identifier, members: readonly MemberExpression[], usage: Usage, scope: Scope, shorthand?: Property): void {
    this.references.push({
      node,
      members,
      usage,
      scope,
      assigns: usage === 'write' && members.length === 0,
      ...(shorthand && { shorthand }),
    });
  }
}

function varScopeOf(scope: Scope): Scope {
  while (!scope.holdsVars && scope.parent) scope = scope.parent;
  return scope;
}

function childrenOf(node: AnyNode): AnyNode[] {
  const children: AnyNode[] = [];
  for (const value of Object.values(node) as unknown[]) {
    for (const item of Array.isArray(value) ? value : [value]) {
      if (item !== null && typeof item === 'object' && typeof (item as AnyNode).type === 'string') children.push(item as AnyNode);
    }
  }
  return children;
}
