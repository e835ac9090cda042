/**
 * Trusted Types: the policy of this site lets no text become markup or code, and only this site's own files become
 * workers. Imported first, for its effect, by every thread that starts another. Browsers without Trusted Types go by
 * the Content Security Policy alone.
 * @see https://www.w3.org/TR/trusted-types/
 */

/** What is used of `TrustedTypePolicyFactory`, which TypeScript's library doesn't know. */
interface Policies {
  createPolicy(name: 'default', rules: { createScriptURL(address: string): string | null }): unknown;
}

const { trustedTypes } = globalThis as { trustedTypes?: Policies };

// "default" is asked wherever plain text is given; refusing is answering null. There are no rules for markup or code.
trustedTypes?.createPolicy('default', {
  createScriptURL(address) {
    const { origin, protocol } = new URL(address, location.href);
    // A blob: address has the origin of whoever made it.
    return origin === location.origin && protocol === location.protocol ? address : null;
  },
});

export {};
