import { createPrivateKey, createPublicKey, sign, verify } from 'node:crypto';

/** A public key as discovery documents have it (RFC 8037). */
export interface PublicKey {
  kty: 'OKP';
  crv: 'Ed25519';
  x: string;
}

export interface Signer {
  publicKey: PublicKey;
  sign: (text: string) => string;
}

/** Signs with an Ed25519 key in PEM. Throws when it is none. */
export function openSigner(pem: string): Signer {
  const key = createPrivateKey(pem);
  if (key.asymmetricKeyType !== 'ed25519') throw new Error('The key that signs the feed must be an Ed25519 key.');
  const { x } = createPublicKey(key).export({ format: 'jwk' });
  return {
    publicKey: { kty: 'OKP', crv: 'Ed25519', x: x! },
    sign: (text) => sign(null, Buffer.from(text), key).toString('base64url'),
  };
}

/** Whether a signature over some bytes is that of a public key, given by its `x`. Nothing that is sent can make this throw. */
export function isSignedBy(bytes: Uint8Array, signature: string, x: string): boolean {
  try {
    const key = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x }, format: 'jwk' });
    return verify(null, bytes, key, Buffer.from(signature.trim(), 'base64url'));
  } catch {
    return false;
  }
}
