/**
 * What is never guessed. A shop could infer from things looked at who somebody is; this one doesn't: words that
 * hint at the special categories of personal data (GDPR, Article 9: health, faith, politics, origin, sex life),
 * at gender, age or family never become a claim, the name of an interest, or an attribute ascribed to anybody.
 * The shop's own shelves stay on the list of interests whatever they are called, since ranking reads them: what
 * is used is shown.
 */
import type { Facet } from '../history/event.ts';

/** Names of attributes that describe who a thing is for. */
const ATTRIBUTES = new Set(
  `age ages agegroup cut diet dietary ethnicity fit for gender recipient religion sex skin skintype condition
  ailment audience`.split(/\s+/),
);

/** Words, as stems, that make any other name one. */
const WORDS = new RegExp(
  `\\b(${[
    // Health and body
    'medic\\w*',
    'health\\w*',
    'pregnan\\w*',
    'matern\\w*',
    'fertil\\w*',
    'incontinen\\w*',
    'diabet\\w*',
    'allerg\\w*',
    'therap\\w*',
    'disab\\w*',
    'mobility',
    'hearing',
    'weight[ -]loss',
    'plus[ -]size\\w*',
    'slimming',
    'anxiety',
    'depress\\w*',
    'menopaus\\w*',
    'condom\\w*',
    'contracept\\w*',
    'gluten\\w*',
    // Faith, conviction, origin
    'religi\\w*',
    'christian\\w*',
    'church',
    'jewish',
    'judai\\w*',
    'kosher',
    'hanukkah',
    'muslim\\w*',
    'islam\\w*',
    'halal',
    'ramadan',
    'eid',
    'hindu\\w*',
    'diwali',
    'buddhis\\w*',
    'politic\\w*',
    'vegan\\w*',
    'vegetarian\\w*',
    // Sex life and orientation
    'adult',
    'erotic\\w*',
    'lingerie',
    'sexual\\w*',
    'gay',
    'lesbian',
    'pride',
    'lgbt\\w*',
    'queer',
    // Gender, age, family
    'men',
    'women',
    'man',
    'woman',
    'mens',
    'womens',
    'male',
    'female',
    'ladies',
    'gents',
    'boys?',
    'girls?',
    'kids?',
    'child\\w*',
    'bab(?:y|ies)',
    'toddlers?',
    'teens?',
    'newborn\\w*',
    'nurser\\w*',
    'famil\\w*',
    'grandparents?',
    'seniors?',
    'elderly',
    'mum\\w*',
    'mothers?',
    'dads?',
    'fathers?',
    'wedding\\w*',
    'bridal',
    'honeymoon',
    'romantic',
    'retirement',
    'divorce\\w*',
    'funeral\\w*',
    'sympathy',
    'gambl\\w*',
    'alcohol\\w*',
  ].join('|')})\\b`,
  'i',
);

/** @param text a tag, a kind, or what else a name might be made of */
export function isSensitive(text: string): boolean {
  return WORDS.test(text);
}

/** Whether nothing may be said of this facet unless the visitor said it first. */
export function isSensitiveFacet({ of, name }: Facet): boolean {
  if (isSensitive(name)) return true;
  if (of !== 'attribute') return false;
  const attribute = name.slice(0, Math.max(0, name.indexOf(':')));
  return ATTRIBUTES.has(attribute.toLowerCase().replace(/[^a-z]/g, ''));
}
