// @ts-check
// The README as it goes into the package: VS Code's page of an extension, and the registries, have no files beside it, and load
// pictures over https only. No import.meta here: tests bundle this file.

/**
 * Where relative links lead.
 * @typedef {{ pages: string, pictures: string }} Base addresses without a slash at the end
 */

/**
 * The addresses below which the files of the repository can be read.
 * @param {unknown} repository the field of the manifest
 * @returns {Base | undefined} undefined where there is none, or its host is not known: then no link would be right
 */
export function baseOf(repository) {
  const url = typeof repository === 'string' ? repository : urlIn(repository);
  const at = /^(?:git\+)?https:\/\/(github|gitlab)\.com\/([^?#]+?)(?:\.git)?\/?$/.exec(url);
  if (!at) return undefined;
  const [, host, project] = at;
  const between = host === 'gitlab' ? '/-' : '';
  const raw = `https://${host}.com/${project}${between}`;
  return { pages: `${raw}/blob/HEAD`, pictures: `${raw}/raw/HEAD` };
}

/** @param {unknown} value */
function urlIn(value) {
  return typeof value === 'object' && value !== null && 'url' in value && typeof value.url === 'string'
    ? value.url
    : '';
}

/** A picture or a link; its text may hold a picture, and no other bracket. */
const markdownLink = /(!?)\[((?:[^[\]]|!\[[^[\]]*\]\([^()\s]+\))*)\]\(([^()\s]+)\)/g;
const pictureElement = /<picture>[^]*?<\/picture>|<img\b[^>]*>/g;
/** What is about pictures, and makes no sense without them. */
const aboutPictures = /<!-- pictures -->[^]*?<!-- end of pictures -->/g;
const sourceAttribute = /\b(src|srcset)="([^"]*)"/g;

/**
 * The text with links and pictures that work anywhere. Without a base, links become plain words, and pictures are left out, with what is
 * about them.
 * @param {string} text Markdown
 * @param {Base | undefined} base
 */
export function packedReadme(text, base) {
  const meant = base ? text : text.replace(aboutPictures, '');
  const elements = meant.replace(pictureElement, element =>
    base
      ? element.replace(sourceAttribute, (all, name, target) =>
          isRelative(target) ? `${name}="${base.pictures}/${target}"` : all,
        )
      : relativeTargets(element).length > 0
        ? ''
        : element,
  );
  const rewrite = (/** @type {string} */ markdown) =>
    markdown.replace(markdownLink, (_, mark, words, target) => {
      /** @type {string} */
      const label = rewrite(words);
      if (!isRelative(target)) return `${mark}[${label}](${target})`;
      const isPicture = mark === '!';
      if (!base) return isPicture ? '' : label;
      return `${mark}[${label}](${isPicture ? base.pictures : base.pages}/${target})`;
    });
  return rewrite(elements).replace(/\n{3,}/g, '\n\n');
}

/**
 * What in a text needs a file beside it.
 * @param {string} text Markdown
 * @returns {readonly string[]} the targets, in the order in which they stand
 */
export function relativeTargets(text) {
  const linked = [...text.matchAll(/\]\(([^()\s]+)[^()]*\)/g)].map(([, target = '']) => target);
  const shown = [...text.matchAll(/\b(?:src|srcset|href)="([^"]*)"/g)].map(([, target = '']) => target);
  const defined = [...text.matchAll(/^\[[^\]]+\]:\s*(\S+)/gm)].map(([, target = '']) => target);
  return [...linked, ...shown, ...defined].filter(isRelative);
}

/** @param {string} target */
function isRelative(target) {
  return !/^(?:[a-z][\w+.-]*:|#)/i.test(target);
}
