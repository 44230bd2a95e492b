// @ts-check
// What the package is made of, as CycloneDX. `npm sbom --omit=dev` leaves out what a development dependency needs as well, so
// all of it is asked for, and what is not bundled is taken out.

/**
 * @typedef {{ name: string, version: string, 'bom-ref': string }} Component
 * @typedef {{
 *   serialNumber?: string,
 *   metadata: { timestamp?: string, component: Component },
 *   components: readonly Component[],
 *   dependencies: readonly { ref: string, dependsOn?: readonly string[] }[],
 * }} Bom
 */

/**
 * @param {Bom} bom what npm says about all that is installed
 * @param {readonly string[]} bundled the packages that are in the bundles, each as `name@version`
 * @param {string} name of the product
 * @returns {Omit<Bom, 'serialNumber'>} the same for the same product: without the time and a random number
 * @throws when a package is bundled that npm does not know of
 */
export function sbomOf({ serialNumber: _, ...bom }, bundled, name) {
  const components = bom.components.filter(component =>
    bundled.includes(`${component.name}@${component.version}`),
  );
  const missing = bundled.find(
    each => !components.some(({ name, version }) => each === `${name}@${version}`),
  );
  if (missing !== undefined) throw new Error(`${missing} is bundled, and npm does not know of it.`);
  const { timestamp: __, ...metadata } = bom.metadata;
  const refs = new Set(components.map(component => component['bom-ref']));
  const own = metadata.component['bom-ref'];
  return {
    ...bom,
    metadata: { ...metadata, component: { ...metadata.component, name } },
    components,
    dependencies: bom.dependencies
      .filter(({ ref }) => ref === own || refs.has(ref))
      .map(({ ref, dependsOn = [] }) => ({ ref, dependsOn: dependsOn.filter(other => refs.has(other)) })),
  };
}
