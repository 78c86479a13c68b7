/** A TypeScript file of the person that a cell imports -> CommonJS, which loads without waiting. */
import { readFileSync } from 'node:fs';
import { withColumnOperators } from './column-operators.js';
import type { CompiledModule } from './compiler-protocol.js';
import { diagnosticsOf, isWanted } from './diagnostics.js';
import type { LanguageService } from './language-service.js';
import { ts } from './typescript.js';

export function compileModule(service: LanguageService, path: string, typecheck: boolean): CompiledModule {
  const text = readFileSync(path, 'utf8');
  const place = { text, origin: { file: path, line: 1 }, toOriginal: (offset: number) => offset };
  const program = service.programOf(path);
  const { languageService } = service;
  const syntax = languageService.getSyntacticDiagnostics(path);
  const found =
    syntax.length > 0 || !typecheck
      ? syntax
      : withColumnOperators(languageService.getSemanticDiagnostics(path), program, program.getSourceFile(path)!);
  const { outputText, sourceMapText } = ts.transpileModule(text, {
    fileName: path,
    compilerOptions: {
      target: ts.ScriptTarget.ES2023,
      module: ts.ModuleKind.CommonJS,
      esModuleInterop: true,
      useDefineForClassFields: true,
      preserveConstEnums: true,
      sourceMap: true,
    },
  });
  return {
    javascript: outputText,
    sourceMap: sourceMapText ?? '',
    diagnostics: diagnosticsOf(
      found.filter(diagnostic => isWanted(diagnostic, false)),
      place,
    ),
  };
}
