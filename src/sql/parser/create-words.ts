import type { Parser } from './parser.js';

export const ifNotExists = (p: Parser): boolean => p.accept('IF', 'NOT', 'EXISTS') || p.accept('IF', '!', 'EXISTS');
