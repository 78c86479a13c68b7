/** AES encryption and message digests with a key. */
import { createCipheriv, createDecipheriv, createHmac, randomBytes } from 'node:crypto';
import { BinaryType, NullType, StringType } from '../types/index.js';
import { AnyString } from './abstract-type.js';
import { group, scalar } from './define.js';
import type { AnalysisContext, EvaluationContext } from './function-record.js';

const functionNames = '`aes_encrypt`/`aes_decrypt`';
const tagBytes = 16;

interface Mode {
  readonly name: 'ECB' | 'CBC' | 'GCM';
  readonly ivBytes: number;
  readonly takesAad: boolean;
}

const modes: Readonly<Record<string, Mode>> = {
  ECB: { name: 'ECB', ivBytes: 0, takesAad: false },
  CBC: { name: 'CBC', ivBytes: 16, takesAad: false },
  GCM: { name: 'GCM', ivBytes: 12, takesAad: true },
};

function checkKey(key: Uint8Array, cx: EvaluationContext): void {
  if (key.length === 16 || key.length === 24 || key.length === 32) return;
  cx.fail('INVALID_PARAMETER_VALUE.AES_KEY_LENGTH', { parameter: '`key`', functionName: functionNames, actualLength: key.length });
}

function modeOf(name: string, padding: string, cx: EvaluationContext): Mode {
  const mode = modes[name.toUpperCase()];
  const wanted = padding.toUpperCase();
  const isKnown = mode !== undefined && (wanted === 'DEFAULT' || wanted === (mode.name === 'GCM' ? 'NONE' : 'PKCS'));
  return isKnown
    ? mode
    : cx.fail('UNSUPPORTED_FEATURE.AES_MODE', { mode: name, padding, functionName: functionNames }, 'SparkRuntimeException');
}

const cipherName = (key: Uint8Array, mode: Mode) => `aes-${key.length * 8}-${mode.name.toLowerCase()}` as 'aes-128-gcm';

type Bytes = Uint8Array;

function encrypt(
  [text, key, modeName, padding, iv, aad]: readonly [Bytes, Bytes, string, string, Bytes, Bytes],
  cx: EvaluationContext,
): Bytes {
  checkKey(key, cx);
  const mode = modeOf(modeName, padding, cx);
  const refuse = (condition: string): never =>
    cx.fail(`UNSUPPORTED_FEATURE.${condition}`, { mode: mode.name, functionName: '`aes_encrypt`' }, 'SparkRuntimeException');
  if (iv.length > 0) {
    if (mode.ivBytes === 0) refuse('AES_MODE_IV');
    if (iv.length !== mode.ivBytes) {
      cx.fail('INVALID_PARAMETER_VALUE.AES_IV_LENGTH', {
        mode: mode.name,
        parameter: '`iv`',
        functionName: functionNames,
        actualLength: iv.length,
      });
    }
  }
  if (aad.length > 0 && !mode.takesAad) refuse('AES_MODE_AAD');
  const vector = iv.length > 0 ? iv : randomBytes(mode.ivBytes);
  const cipher = createCipheriv(cipherName(key, mode), key, mode.ivBytes === 0 ? (null as never) : vector);
  if (aad.length > 0) cipher.setAAD(aad);
  const body = Buffer.concat([cipher.update(text), cipher.final()]);
  return new Uint8Array(Buffer.concat(mode.name === 'GCM' ? [vector, body, cipher.getAuthTag()] : [vector, body]));
}

function decrypt([input, key, modeName, padding, aad]: readonly [Bytes, Bytes, string, string, Bytes], cx: EvaluationContext): Bytes {
  checkKey(key, cx);
  const mode = modeOf(modeName, padding, cx);
  const fail = (detailMessage: string): never =>
    cx.fail('INVALID_PARAMETER_VALUE.AES_CRYPTO_ERROR', { parameter: '`expr`, `key`', functionName: functionNames, detailMessage });
  if (aad.length > 0 && !mode.takesAad) {
    cx.fail('UNSUPPORTED_FEATURE.AES_MODE_AAD', { mode: mode.name, functionName: '`aes_decrypt`' }, 'SparkRuntimeException');
  }
  if (input.length < mode.ivBytes) return fail('Invalid buffer arguments');
  const isGcm = mode.name === 'GCM';
  const body = input.subarray(mode.ivBytes, isGcm ? input.length - tagBytes : input.length);
  if (isGcm && input.length < mode.ivBytes + tagBytes) return fail('Input too short - need tag');
  if (!isGcm && body.length % 16 !== 0) return fail('Input length must be multiple of 16 when decrypting with padded cipher');
  const cipher = createDecipheriv(cipherName(key, mode), key, mode.ivBytes === 0 ? (null as never) : input.subarray(0, mode.ivBytes));
  if (isGcm) cipher.setAuthTag(input.subarray(input.length - tagBytes));
  if (aad.length > 0) cipher.setAAD(aad);
  try {
    return new Uint8Array(Buffer.concat([cipher.update(body), cipher.final()]));
  } catch {
    return fail(
      isGcm ? 'Tag mismatch!' : 'Given final block not properly padded. Such issues can arise if a bad key is used during decryption.',
    );
  }
}

const texts = (...values: readonly string[]) => {
  return (args: readonly unknown[], cx: AnalysisContext) => values.slice(args.length - 2).map(value => cx.literal(value, StringType));
};

const hmacNames: Readonly<Record<string, string>> = {
  MD5: 'md5',
  SHA1: 'sha1',
  SHA224: 'sha224',
  SHA256: 'sha256',
  SHA384: 'sha384',
  SHA512: 'sha512',
};

export const aesFuncs = group('misc_funcs', {
  aes_encrypt: scalar({
    since: '3.3.0',
    usage:
      "_FUNC_(expr, key[, mode[, padding[, iv[, aad]]]]) - Returns an encrypted value of `expr` using AES in given `mode` with the specified `padding`. Key lengths of 16, 24 and 32 bytes are supported. Supported combinations of (`mode`, `padding`) are ('ECB', 'PKCS'), ('GCM', 'NONE') and ('CBC', 'PKCS'). Initialization vectors (`iv`) are for CBC and GCM, additional authenticated data (`aad`) for GCM.",
    examples: [["base64(aes_encrypt('Spark SQL', '1234567890abcdef', 'ECB', 'PKCS'))", '3lmwu+Mw0H3fi5NDvcu9lg==']],
    arity: [2, 3, 4, 5, 6],
    defaults: texts('GCM', 'DEFAULT', '', ''),
    inputTypes: [BinaryType, BinaryType, AnyString, AnyString, BinaryType, BinaryType],
    dataType: BinaryType,
    nullable: true,
    evaluate: (args, cx) => encrypt(args as Parameters<typeof encrypt>[0], cx),
  }),
  aes_decrypt: scalar({
    since: '3.3.0',
    usage:
      '_FUNC_(expr, key[, mode[, padding[, aad]]]) - Returns a decrypted value of `expr` using AES in `mode` with `padding`. What `aes_encrypt` takes is taken here.',
    examples: [["hex(aes_decrypt(unbase64('3lmwu+Mw0H3fi5NDvcu9lg=='), '1234567890abcdef', 'ECB', 'PKCS'))", '537061726B2053514C']],
    arity: [2, 3, 4, 5],
    defaults: texts('GCM', 'DEFAULT', ''),
    inputTypes: [BinaryType, BinaryType, AnyString, AnyString, BinaryType],
    dataType: BinaryType,
    nullable: true,
    evaluate: (args, cx) => decrypt(args as Parameters<typeof decrypt>[0], cx),
  }),
  try_aes_decrypt: scalar({
    since: '3.5.0',
    usage:
      '_FUNC_(expr, key[, mode[, padding[, aad]]]) - This is a special version of `aes_decrypt` that performs the same operation, but returns a NULL value instead of raising an error if the decryption cannot be performed.',
    examples: [["try_aes_decrypt('a', '0000111122223333', 'GCM')", 'NULL']],
    arity: [2, 3, 4, 5],
    defaults: texts('GCM', 'DEFAULT', ''),
    dataType: NullType,
    rewrite: (args, cx) => cx.call('tryeval', cx.call('aes_decrypt', ...args)),
  }),
  hmac: scalar({
    since: '4.3.0',
    usage:
      '_FUNC_(key, message[, algorithm]) - Returns the keyed-hash message authentication code of `message` as a binary. The default algorithm is SHA-256.',
    examples: [["hex(hmac('key', 'message', 'MD5'))", '4E4748E62B463521F6775FBF921234B5']],
    arity: [2, 3],
    defaults: texts('SHA-256'),
    inputTypes: [BinaryType, BinaryType, AnyString],
    dataType: BinaryType,
    nullable: true,
    evaluate: ([key, message, algorithm], cx) => {
      const name = hmacNames[(algorithm as string).toUpperCase().replace('SHA-', 'SHA')];
      const functionName = '`hmac`';
      if (name === undefined) {
        return cx.fail('INVALID_PARAMETER_VALUE.HMAC_ALGORITHM', { parameter: '`algorithm`', functionName, algorithm: `'${algorithm}'` });
      }
      if (key.length === 0)
        return cx.fail('INVALID_PARAMETER_VALUE.HMAC_CRYPTO_ERROR', { parameter: '`key`', functionName, detailMessage: 'Empty key' });
      return new Uint8Array(createHmac(name, key).update(message).digest());
    },
  }),
});
