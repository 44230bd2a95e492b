import assert from 'node:assert/strict';
import { importOf } from '../../../src/diff/importName';

describe('importOf', () => {
  const imports: [code: string, key: string | undefined][] = [
    ["import './a.css';", 'import ./a.css'],
    ["import { a } from 'b';", 'import b'],
    ['import x, { type Y } from "b";', 'import b'],
    ["export * from './c';", 'export ./c'],
    ['from a.b import c, d', 'import a.b'],
    ['import os.path as p', 'import os.path'],
    ['import (', 'import ('],
    ['import  (', 'import ('],
    ['#include <stdio.h>', 'import <stdio.h>'],
    ['use std::fmt;', 'import std::fmt'],
    ['using System.Text;', 'import System.Text'],
    ['package main', 'import main'],
    ["require 'json'", "import 'json'"],
    ["require_relative  'x'", "import 'x'"],
    ['from  a.b  import  c', 'import a.b'],
    ['import  os', 'import os'],
    ['import(', 'import ('],
    ['import (x)', 'import (x)'],
    ['using static System.Math;', 'import static System.Math'],
    ['using var a = open;', undefined],
    ['using  var a = open;', undefined],
    ['importAll(', undefined],
    ['using a = open();', undefined],
    ['dynamic import "b"', undefined],
    ['data from a import b', undefined],
    ['an import (', undefined],
    ['we use x', undefined],
    ["export const a = 'b';", undefined],
    ['important();', undefined],
    ['user x', undefined],
    ['import{a}from"b"', 'import b'],
    ['import a\nfrom "b"', 'import b'],
    ['import("a").then(b)', undefined],
    ['import(a)', undefined],
    ["import  'b'", 'import b'],
    ["export { a } from './c';", 'export ./c'],
    ["import {\n  a,\n  b as c,\n} from 'd';", 'import d'],
    ["import a, {\n  b, // it's\n} from 'd';", 'import d'],
    ["import {\n  'a-b' as c,\n} from 'd';", 'import d'],
    ["export {\n  a,\n} from './c';", 'export ./c'],
    ["import type from 'd';", 'import d'],
    ['export {\n  a,\n};', undefined],
    ['import {\n  a,', undefined],
    ['import  {', undefined],
    ['export class A {\n  // from "b"\n}', undefined],
    ['export default {\n  a: {},\n  b: from("c"),\n}', undefined],
    ['import(\n  "b"\n)', 'import ('],
    ['import  os.path as p', 'import os.path'],
    ['import static a.B.c;', 'import a.B.c'],
    ['import  qualified  Data.Map as M', 'import Data.Map'],
    ['import class Foundation.Date', 'import Foundation.Date'],
    ['import classes', 'import classes'],
    ['use std::{fmt, io};', 'import std::'],
    ['use std::{\n  fmt,\n};', 'import std::'],
    ['use  std::fmt ;', 'import std::fmt'],
  ];
  for (const [code, key] of imports) {
    it(`${JSON.stringify(code)} is ${key ?? 'no import'}`, () =>
      assert.equal(importOf(code.split('\n'))?.key, key));
  }

  const forms: [code: string, form: string][] = [
    ["import type { A } from 'd';", 'type'],
    ["import  type  {\n  A,\n} from 'd';", 'type'],
    ["export type { A } from 'd';", 'type'],
    ["import type A from 'd';", 'type'],
    ["import type from 'd';", ''],
    ["import type, { A } from 'd';", ''],
    ["import { type A } from 'd';", ''],
    ['import os', ''],
    ['import (', ''],
    ['import(', ''],
  ];
  for (const [code, form] of forms) {
    it(`${JSON.stringify(code)} imports ${form === '' ? 'values' : 'types'}`, () =>
      assert.equal(importOf(code.split('\n'))?.form, form));
  }
});
