export {};

declare module 'node:tls' {
  /** Newer (22.15) than the types of the oldest Node that is supported. */
  const getCACertificates: ((type: 'default' | 'system') => string[]) | undefined;
}
