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

/**
 * Words that nobody should find on their screen unasked: the body and its troubles, money troubles, drink and drugs,
 * grief and love; what somebody is by trade or station; a home or a life just changed; feasts of a faith; days and
 * recipients of presents, which are about somebody else.
 */
const UNWELCOME = new RegExp(
  `\\b(${[
    'underwear',
    'undies',
    'bras?',
    'knickers',
    'briefs',
    'intimat\\w*',
    'sex\\w*',
    'nud\\w*',
    'dating',
    'love',
    'lovers?',
    'valentine\\w*',
    'anniversar\\w*',
    'break-?ups?',
    'toilet\\w*',
    'loo',
    'hygien\\w*',
    'deodor\\w*',
    'odou?rs?',
    'sweat\\w*',
    'dandruff',
    'acne',
    'spots?',
    'warts?',
    'lice',
    'fung\\w*',
    'h?a?emorrhoids?',
    'periods?',
    'menstru\\w*',
    'bowels?',
    'bladder',
    'wigs?',
    'bald\\w*',
    'hair[ -]loss',
    'ag(?:e)?ing',
    'anti-ag\\w*',
    'wrinkl\\w*',
    'diet\\w*',
    'weight',
    'fat',
    'obes\\w*',
    'snor\\w*',
    'insomni\\w*',
    'sleep[ -]aids?',
    'stress\\w*',
    'lonel\\w*',
    'solo',
    'single',
    'grie\\w*',
    'memorials?',
    'mourning',
    'illness\\w*',
    'sick\\w*',
    'cancer',
    'pain',
    'care',
    'hospital\\w*',
    'drugs?',
    'cannabis',
    'cbd',
    'hemp',
    'vap(?:e|es|ing)',
    'tobacco',
    'smok(?:e|er|ers|ing)',
    'cigar\\w*',
    'hangovers?',
    'wines?',
    'beers?',
    'gin',
    'whisk\\w*',
    'spirits',
    'cocktails?',
    'debts?',
    'budget',
    'cheap\\w*',
    'clearance',
    'luxury',
    'guns?',
    'weapons?',
    'students?',
    'teachers?',
    'nurses?',
    'workers?',
    'work',
    'office',
    'school\\w*',
    'unemploy\\w*',
    'new[ -]home',
    'moving',
    'christmas',
    'xmas',
    'easter',
    'advent',
    'lent',
    'yule\\w*',
    'passover',
    'baptism',
    'communion',
    'pray\\w*',
    'birthdays?',
    'gift\\w*',
    'presents?',
    'stocking[ -]fillers?',
    'stockings',
  ].join('|')})\\b`,
  'i',
);

/** The same in Chinese, whose words have no edges. */
const UNWELCOME_HAN =
  /孕|妇|婴|幼|儿童|小孩|宝宝|母|父|妈|爸|老人|老年|男|女|性|情趣|内衣|内裤|恋|婚|离异|医|药|病|健康|减肥|瘦|胖|脱发|经期|卫生|厕|糖尿|过敏|残|宗教|佛|基督|穆斯林|清真|教会|圣诞|复活节|政治|同志|酒|烟|赌|葬|丧|礼物|礼品|生日|送礼|学生|教师|老师|护士|失业|廉价|压力|失眠/;

/**
 * Whether a word of the catalog may be put beside “for you” on a page that somebody else may see. Only scripts that
 * the lists can read pass.
 */
export function isFitToSay(text: string): boolean {
  const words = text.replaceAll('_', ' ');
  if (words.trim() === '' || isSensitive(words) || UNWELCOME.test(words) || UNWELCOME_HAN.test(words))
    return false;
  return !/[^\p{Script=Latin}\p{Script=Han}\p{N}\p{P}\p{Zs}\p{Sc}+&]/u.test(text);
}
