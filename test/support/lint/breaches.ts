/**
 * For every rule of .oxlintrc.json the least code that breaks it. TypeScript, unless the rule is about what only
 * JavaScript lets through (`js` is a module, `cjs` a script that is not strict).
 */
export interface Breach {
  readonly kind: 'ts' | 'js' | 'cjs';
  readonly code: string;
}

const ts = (code: string): Breach => ({ kind: 'ts', code });
const js = (code: string): Breach => ({ kind: 'js', code });
const cjs = (code: string): Breach => ({ kind: 'cjs', code });

/** By the name that the rule has in the configuration. */
export const breaches: Readonly<Record<string, Breach>> = {
  'constructor-super': js('export class A extends Object { constructor() { this.a = 1; } }'),
  eqeqeq: ts('export const a = (b: number): boolean => b == 1;'),
  'for-direction': ts('export function a(): void { for (let i = 0; i < 9; i--) void i; }'),
  'getter-return': js('export const a = { get b() {} };'),
  'max-lines': ts('export const a = [\n' + '1,\n'.repeat(360) + '];'),
  'no-array-constructor': ts('export const a = new Array(1, 2);'),
  'no-async-promise-executor': ts('export const a = new Promise(async resolve => { resolve(await 1); });'),
  'no-case-declarations': ts(
    'export function a(b: number): number { switch (b) { case 1: const c = 2; return c; default: return 0; } }',
  ),
  'no-class-assign': js('class A {}\nA = 1;\nexport { A };'),
  'no-compare-neg-zero': ts('export const a = (b: number): boolean => b === -0;'),
  'no-cond-assign': ts('export function a(b: number): void { if (b = 2) void b; }'),
  'no-console': ts("console.log('a');"),
  'no-const-assign': js('export const a = 1;\na = 2;'),
  'no-constant-binary-expression': ts('export const a = (b: number): unknown => ({ b }) ?? 1;'),
  'no-constant-condition': ts('export function a(): number { if (1) return 1; return 2; }'),
  'no-control-regex': ts('export const a = /\\x1f/;'),
  'no-debugger': ts('export function a(): void { debugger; }'),
  'no-delete-var': cjs('var a = 1;\ndelete a;'),
  'no-dupe-class-members': js('export class A { b() {} b() {} }'),
  'no-dupe-else-if': ts(
    'export function a(b: boolean): number { if (b) return 1; else if (b) return 2; return 3; }',
  ),
  'no-dupe-keys': js('export const a = { b: 1, b: 2 };'),
  'no-duplicate-case': ts(
    'export function a(b: number): number { switch (b) { case 1: return 1; case 1: return 2; default: return 0; } }',
  ),
  'no-empty': ts('export function a(b: boolean): void { if (b) {} }'),
  'no-empty-character-class': ts('export const a = /a[]/;'),
  'no-empty-pattern': ts('export const a = ({}: object): number => 1;'),
  'no-empty-static-block': ts('export class A { static {} b = 1; }'),
  'no-ex-assign': ts('export function a(): void { try { a(); } catch (b) { b = 1; void b; } }'),
  'no-extra-boolean-cast': ts('export function a(b: number): number { return !!(!!b) ? 1 : 2; }'),
  'no-fallthrough': ts(
    'export function a(b: number): number { let c = 0; switch (b) { case 1: c++; case 2: c += 2; break; default: c = 3; } return c; }',
  ),
  'no-func-assign': js('export function a() {}\na = 1;'),
  'no-global-assign': js('Object = 1;'),
  'no-import-assign': js("import { sep } from 'node:path';\nsep = 1;"),
  'no-invalid-regexp': ts("export const a = new RegExp('[');"),
  'no-irregular-whitespace': ts('export const a =\u00a01;'),
  'no-loss-of-precision': ts('export const a = 9007199254740993;'),
  'no-misleading-character-class': ts('export const a = /[👍🏽]/;'),
  'no-new-native-nonconstructor': js("export const a = new Symbol('a');"),
  'no-nonoctal-decimal-escape': cjs("exports.a = '\\8';"),
  'no-obj-calls': js('export const a = Math();'),
  'no-prototype-builtins': ts("export const a = (b: object): boolean => b.hasOwnProperty('c');"),
  'no-redeclare': cjs('var a = 1;\nvar a = 2;\nexports.a = a;'),
  'no-regex-spaces': ts('export const a = /a  b/;'),
  'no-restricted-properties': ts("export const a = URL.canParse('b:');"),
  'no-self-assign': ts('export function a(b: number): void { b = b; }'),
  'no-setter-return': js('export const a = { set b(c) { return c; } };'),
  'no-shadow-restricted-names': ts('export function a(undefined: number): void { void undefined; }'),
  'no-sparse-arrays': ts('export const a = [1, , 2];'),
  'no-this-before-super': js('export class A extends Object { constructor() { this.a = 1; super(); } }'),
  'no-unassigned-vars': ts('export function a(): unknown { let b: number | undefined; return b; }'),
  'no-undef': js('export const a = nowhere;'),
  'no-unexpected-multiline': ts('const b = Math.max\n(1, 2);\nexport const a = b;'),
  'no-unreachable': js('export function a() { return 1; a(); }'),
  'no-unsafe-finally': ts('export function a(): number { try { return 1; } finally { return 2; } }'),
  'no-unsafe-negation': js('export const a = b => !b instanceof Object;'),
  'no-unsafe-optional-chaining': ts('export const a = (b?: { c: () => number }): number => (b?.c)();'),
  'no-unused-expressions': ts('export function a(b: number): void { b + 1; }'),
  'no-unused-labels': ts('export function a(): void { b: for (;;) break; }'),
  'no-unused-private-class-members': ts('export class A { #b = 1; }'),
  'no-unused-vars': ts('const a = 1;\nexport {};'),
  'no-useless-assignment': ts('export function a(): number { let b = 1; b = 2; return b; }'),
  'no-useless-backreference': ts('export const a = /\\1(b)/;'),
  'no-useless-catch': ts('export function a(): void { try { a(); } catch (b) { throw b; } }'),
  'no-useless-constructor': ts('export class A { constructor() {} b = 1; }'),
  'no-useless-escape': ts("export const a = '\\d';"),
  'no-var': ts('export var a = 1;'),
  'no-with': cjs('with (Math) { exports.a = 1; }'),
  'prefer-const': ts('let b = 1;\nexport const a = b;'),
  'prefer-rest-params': ts('export function a(): number { return arguments[0]; }'),
  'prefer-spread': ts('export const a = (b: number[]): number => Math.max.apply(Math, b);'),
  'preserve-caught-error': ts(
    "export function a(): void { try { a(); } catch (b) { throw new Error('c'); } }",
  ),
  'require-yield': ts('export function* a(): Generator<number> { b(); }\nfunction b(): void { return; }'),
  'use-isnan': ts('export const a = (b: number): boolean => b === NaN;'),
  'valid-typeof': ts("export const a = (b: unknown): boolean => typeof b === 'strnig';"),

  'typescript/adjacent-overload-signatures': ts(
    'export interface A { b(c: string): void; d(): void; b(c: number): void; }',
  ),
  'typescript/array-type': ts('export type A = Array<number>;'),
  'typescript/await-thenable': ts('export async function a(): Promise<number> { return await 1; }'),
  'typescript/ban-ts-comment': ts('// @ts-ignore\nexport const a = 1;'),
  'typescript/ban-tslint-comment': ts('// tslint:disable\nexport const a = 1;'),
  'typescript/class-literal-property-style': ts("export class A { get b() { return 'c'; } }"),
  'typescript/consistent-generic-constructors': ts('export const a: Map<string, number> = new Map();'),
  'typescript/consistent-indexed-object-style': ts('export interface A { [b: string]: number }'),
  'typescript/consistent-type-assertions': ts('export const a = (b: unknown): number => <number>b;'),
  'typescript/consistent-type-definitions': ts('export type A = { b: number };'),
  'typescript/consistent-type-exports': ts(
    "import { Stats } from 'node:fs';\nexport { Stats };\nimport type { Dir } from 'node:fs';\nexport { Dir };",
  ),
  'typescript/consistent-type-imports': ts(
    "import { Dir } from 'node:fs';\nexport const a = (b: Dir): string => b.path;",
  ),
  'typescript/dot-notation': ts("export const a = (b: { c: number }): number => b['c'];"),
  'typescript/no-array-delete': ts('export function a(b: number[]): void { delete b[0]; }'),
  'typescript/no-base-to-string': ts('export const a = (b: object): string => String(b);'),
  'typescript/no-confusing-non-null-assertion': ts('export const a = (b?: number): boolean => b! == 1;'),
  'typescript/no-deprecated': ts(
    '/** @deprecated */\nexport const b = 1;\nexport const c = { b };\nexport const a = b + 1;',
  ),
  'typescript/no-duplicate-enum-values': ts('export enum A { B = 1, C = 1 }'),
  'typescript/no-duplicate-type-constituents': ts('export type A = number | string | number;'),
  'typescript/no-dynamic-delete': ts(
    'export function a(b: Record<string, number>, c: string): void { delete b[c]; }',
  ),
  'typescript/no-empty-object-type': ts('export type A = {};'),
  'typescript/no-explicit-any': ts('export const a = (b: any): void => void b;'),
  'typescript/no-extra-non-null-assertion': ts('export const a = (b?: number): number => b!!;'),
  'typescript/no-extraneous-class': ts('export class A {}'),
  'typescript/no-floating-promises': ts('export function a(): void { Promise.resolve(1); }'),
  'typescript/no-for-in-array': ts('export function a(b: number[]): void { for (const c in b) void c; }'),
  'typescript/no-generated-empty-object-type': ts("export type A = Omit<{ b: 1 }, 'b'>;"),
  'typescript/no-implied-eval': ts("setTimeout('a()', 1);"),
  'typescript/no-inferrable-types': ts('export const a = (b: number = 1): number => b;'),
  'typescript/no-misused-new': ts('export interface A { new (): A; constructor(): void }'),
  'typescript/no-misused-promises': ts(
    'export const a = (b: number[]): void => b.forEach(async c => { await Promise.resolve(c); });',
  ),
  'typescript/no-mixed-enums': ts("export enum A { B = 1, C = 'c' }"),
  'typescript/no-namespace': ts('export namespace A { export const b = 1; }'),
  'typescript/no-non-null-asserted-nullish-coalescing': ts(
    'export const a = (b: { c?: number }): number => b.c! ?? 1;',
  ),
  'typescript/no-non-null-asserted-optional-chain': ts(
    'export const a = (b?: { c: number }): number => b?.c!;',
  ),
  'typescript/no-non-null-assertion': ts('export const a = (b?: number): number => b!;'),
  'typescript/no-redundant-type-constituents': ts('export type A = unknown | number;'),
  'typescript/no-require-imports': ts("import fs = require('node:fs');\nexport const a = fs.constants;"),
  'typescript/no-this-alias': ts('export class A { b(): () => A { const c = this; return () => c; } }'),
  'typescript/no-unnecessary-boolean-literal-compare': ts(
    'export const a = (b: boolean): boolean => b === true;',
  ),
  'typescript/no-unnecessary-template-expression': ts("export const a = `${'b'}`;"),
  'typescript/no-unnecessary-type-arguments': ts(
    'const b = <T = number>(c: T): T => c;\nexport const a = b<number>(1);',
  ),
  'typescript/no-unnecessary-type-assertion': ts('export const a = (b: number): number => b as number;'),
  'typescript/no-unnecessary-type-constraint': ts(
    'export const a = <T extends unknown>(b: T[]): T[] => [...b, ...b];',
  ),
  'typescript/no-unnecessary-type-conversion': ts('export const a = (b: string): string => String(b);'),
  'typescript/no-unnecessary-type-parameters': ts('export function a<T>(b: T): void { void b; }'),
  'typescript/no-unsafe-argument': ts("export const a = Math.abs(JSON.parse('1'));"),
  'typescript/no-unsafe-assignment': ts("export const a = JSON.parse('1');"),
  'typescript/no-unsafe-call': ts("JSON.parse('1')();"),
  'typescript/no-unsafe-declaration-merging': ts(
    'export interface A { b: number }\nexport class A { c = 1; }',
  ),
  'typescript/no-unsafe-enum-assignment': ts('enum B { C = 1 }\nexport let a: B = B.C;\na = 1;'),
  'typescript/no-unsafe-enum-comparison': ts(
    'enum B { C = 1, D = 2 }\nexport const a = (b: B): boolean => b === 1;',
  ),
  'typescript/no-unsafe-function-type': ts('export type A = Function;'),
  'typescript/no-unsafe-member-access': ts("export const a: unknown = JSON.parse('1').b;"),
  'typescript/no-unsafe-return': ts("export const a = (): number => JSON.parse('1');"),
  'typescript/no-unsafe-unary-minus': ts('export const a = (b: string): unknown => -b;'),
  'typescript/no-useless-default-assignment': ts(
    'export const a = (b: { c: number }): number => { const { c = 1 } = b; return c; };',
  ),
  'typescript/no-wrapper-object-types': ts('export type A = String;'),
  'typescript/non-nullable-type-assertion-style': ts('export const a = (b?: number): number => b as number;'),
  'typescript/only-throw-error': ts("export function a(): void { throw 'b'; }"),
  'typescript/prefer-as-const': ts("export const a = { b: 'c' as 'c' };"),
  'typescript/prefer-find': ts(
    'export const a = (b: number[]): number | undefined => b.filter(c => c > 1)[0];',
  ),
  'typescript/prefer-for-of': ts(
    'export function a(b: number[]): void { for (let i = 0; i < b.length; i++) void b[i]; }',
  ),
  'typescript/prefer-function-type': ts('export interface A { (): number }'),
  'typescript/prefer-includes': ts("export const a = (b: string): boolean => b.indexOf('c') !== -1;"),
  'typescript/prefer-literal-enum-member': ts("export enum A { B = 'b'.length }"),
  'typescript/prefer-namespace-keyword': ts(
    'declare module A { const b: number; }\nexport type C = typeof A.b;',
  ),
  'typescript/prefer-nullish-coalescing': ts('export const a = (b?: { c: 1 }): unknown => b || 1;'),
  'typescript/prefer-optional-chain': ts(
    'export const a = (b?: { c?: { d: 1 } }): unknown => b && b.c && b.c.d;',
  ),
  'typescript/prefer-promise-reject-errors': ts("export const a = (): Promise<void> => Promise.reject('b');"),
  'typescript/prefer-reduce-type-parameter': ts(
    'export const a = (b: string[]): string[] => b.reduce((c, d) => [...c, d], [] as string[]);',
  ),
  'typescript/prefer-regexp-exec': ts('export const a = (b: string): unknown => b.match(/c/);'),
  'typescript/prefer-return-this-type': ts('export class A { b(): A { return this; } }'),
  'typescript/prefer-string-starts-ends-with': ts(
    "export const a = (b: string): boolean => b.indexOf('c') === 0;",
  ),
  'typescript/related-getter-setter-pairs': ts('export interface A { get b(): string; set b(c: number) }'),
  'typescript/restrict-plus-operands': ts("export const a = (b: number): string => b + 'c';"),
  'typescript/restrict-template-expressions': ts('export const a = (b: object): string => `${b}`;'),
  'typescript/return-await': ts(
    'export async function a(): Promise<number> { try { return Promise.resolve(1); } catch { return 2; } }',
  ),
  'typescript/switch-exhaustiveness-check': ts(
    "export function a(b: 'c' | 'd'): number { switch (b) { case 'c': return 1; } return 2; }",
  ),
  'typescript/triple-slash-reference': ts("/// <reference path='./b' />\nexport const a = 1;"),
  'typescript/unbound-method': ts('class B { c(): B { return this; } }\nexport const a = new B().c;'),
  'typescript/unified-signatures': ts('export interface A { b(c: string): void; b(c: number): void }'),
  'typescript/use-unknown-in-catch-callback-variable': ts(
    'export const a = (b: Promise<void>): Promise<void> => b.catch((c: Error) => { void c; });',
  ),
};
