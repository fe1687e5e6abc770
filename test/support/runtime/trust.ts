import tls from "node:tls";

/** What a secure context is to Node itself. */
interface NativeContext {
  addCACert(certificate: string): void;
}

/**
 * Has TLS trust more authorities in this process, as `NODE_EXTRA_CA_CERTS` has it in a process
 * that starts. Returns what ends it.
 */
export function trust(certificates: readonly string[]): () => void {
  const { createSecureContext } = tls;
  tls.createSecureContext = (options) => {
    const secureContext = createSecureContext(options);
    const native = secureContext.context as NativeContext;
    for (const certificate of certificates) native.addCACert(certificate);
    return secureContext;
  };
  return () => {
    tls.createSecureContext = createSecureContext;
  };
}
