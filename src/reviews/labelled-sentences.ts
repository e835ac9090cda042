/**
 * Sentences of reviews, made up for tests and labelled by hand before the code was run on them: what each is about and
 * what it says of it. None is from a catalog. `clear` ones a stranger would not argue about; the others are oblique,
 * ironic or understated.
 */
export interface Labelled {
  clear: boolean;
  says: 'yes' | 'no' | 'unclear';
  /** The aspect, in its base form. */
  about: string;
  text: string;
}

const LINES = `
clear | yes | zip | The zip is smooth and never catches.
clear | no | zip | The zip broke within a week.
clear | no | zip | Zips on both pockets jammed on the first day.
clear | yes | zip | I love the chunky zips.
clear | no | zip | Nice jacket, but the zip is useless.
clear | yes | zip | It looks cheap, but the zip is excellent.
clear | no | zip | Unfortunately the zip split at the bottom.
clear | yes | zip | Two winters in and the zip still works perfectly.
clear | yes | battery | The battery lasts for days.
clear | no | battery | The battery died after a month.
clear | no | battery | Battery life is terrible.
clear | yes | battery | Great battery, even in the cold.
clear | no | battery | I had to replace the battery twice, which is annoying.
clear | yes | battery | The battery is very good and charging is quick.
clear | no | battery | A dreadful battery that never holds its charge.
clear | yes | handle | The handle is comfortable and sturdy.
clear | no | handle | The handle came off in my hand.
clear | no | handle | Its handle is flimsy and wobbles.
clear | yes | handle | A solid handle that fits both hands.
clear | no | handle | The handle gets hot, which is dangerous.
clear | yes | handle | I really like the wooden handle.
clear | no | handle | The handle is too thin for my hand.
clear | yes | handle | The handle is not flimsy at all.
clear | yes | lid | The lid fits tightly and it does not leak.
clear | no | lid | The lid leaks all over my bag.
clear | no | lid | The lid does not fit.
clear | yes | lid | The lid is easy to clean.
clear | no | lid | The lid cracked when I dropped it.
clear | yes | lid | A lovely heavy lid that seals properly.
clear | no | lid | I hate the lid.
clear | yes | fabric | The fabric is soft and feels wonderful.
clear | no | fabric | The fabric is itchy and cheap.
clear | yes | fabric | Gorgeous fabric, beautifully sewn.
clear | no | fabric | The fabric faded after one wash.
clear | no | fabric | The fabric is thin and it tore.
clear | yes | fabric | The fabric is breathable and dries quickly.
clear | no | fabric | Horrible shiny fabric.
clear | yes | fabric | I was worried about the fabric, but it is superb.
clear | yes | colour | The colour is beautiful.
clear | no | colour | The colour is wrong and nothing like the picture.
clear | yes | colour | Such a lovely colour, I bought another.
clear | no | colour | I was disappointed with the colour.
clear | no | colour | The colour ran and ruined a white shirt.
clear | yes | colour | The colours are bright and cheerful.
clear | yes | taste | The taste is delicious.
clear | no | taste | The taste is bland and a bit stale.
clear | no | taste | It has a nasty bitter taste.
clear | yes | taste | It has a rich taste without being bitter.
clear | no | taste | I did not like the taste.
clear | yes | taste | My favourite taste by far.
clear | yes | smell | The smell is fresh and pleasant.
clear | no | smell | The smell is awful and never fades.
clear | no | smell | A horrible chemical smell.
clear | yes | smell | I adore the smell.
clear | no | smell | The smell gave me a headache.
clear | yes | smell | The smell is lovely without being overpowering.
clear | yes | size | The size is perfect.
clear | no | size | The size is too small.
clear | no | size | The size is wrong, it doesn't fit.
clear | yes | size | A good size for a small kitchen.
clear | no | size | I was annoyed that the size on the label was misleading.
clear | yes | size | The size is generous, just what I wanted.
clear | no | strap | The strap snapped on day three.
clear | yes | strap | The strap is padded and comfortable.
clear | no | strap | The strap digs in and hurts.
clear | yes | strap | The strap is strong and easy to adjust.
clear | no | strap | The stitching on the strap is poor.
clear | yes | strap | I have no complaints about the strap.
clear | no | sole | The sole came apart after two walks.
clear | yes | sole | The soles are grippy and durable.
clear | no | sole | The soles are slippery and dangerous when wet.
clear | yes | sole | An excellent sole that has not worn at all.
clear | no | sole | The sole is hard and uncomfortable.
clear | yes | warm | It is really warm and cosy.
clear | yes | warm | Incredibly warm for its weight, I love it.
clear | no | warm | It is not warm enough.
clear | no | warm | It isn't warm, which is disappointing.
clear | yes | warm | It kept me warm all night, brilliant.
clear | yes | warm | Lovely and warm.
clear | no | warm | I expected it to be warm, but it is useless in the cold.
clear | yes | instruction | The instructions are clear and helpful.
clear | no | instruction | The instructions are confusing and badly written.
clear | no | instruction | The instructions were missing.
clear | yes | instruction | Excellent instructions, even a child could follow them.
clear | no | instruction | Hopeless instructions.
clear | yes | packaging | The packaging is beautiful and plastic free.
clear | no | packaging | The packaging was damaged and everything spilled.
clear | no | packaging | So much wasteful packaging.
clear | yes | packaging | I was impressed by the packaging.
clear | yes | price | The price is a bargain.
clear | no | price | The price is ridiculous.
clear | yes | price | Great quality for the price.
clear | no | price | The price is too high.
clear | yes | price | Worth every penny of the price.
clear | yes | noise | The noise is barely noticeable, which is great.
clear | no | noise | The noise is unbearable.
clear | no | noise | It makes a horrible noise.
clear | yes | noise | Hardly any noise at all, brilliant.
clear | yes | button | The buttons are sturdy and well made.
clear | no | button | Two buttons fell off in a week.
clear | no | button | The buttons are stiff and awkward.
clear | yes | button | Beautiful buttons and a spare in the pocket.
clear | yes | pocket | The pockets are deep and useful.
clear | no | pocket | The pocket has a hole, which is unacceptable.
clear | yes | pocket | I am so happy with the pockets.
clear | no | pocket | The pockets are too small for a phone.
clear | no | pocket | Sadly the pocket tore.
clear | yes | sound | The sound is clear and rich, simply wonderful.
clear | no | sound | The sound is tinny.
clear | no | sound | I can't stand the sound.
clear | yes | sound | It makes a beautiful sound.
clear | yes | sound | The sound is amazing for the money.
clear | no | seam | The seam came apart at the shoulder.
clear | yes | seam | The seams are neat and strong.
clear | no | seam | The seams are scratchy and irritating.
clear | yes | seam | Every seam is perfectly finished.
clear | yes | blade | The blade is sharp and a joy to use.
clear | no | blade | The blade went blunt and rusty.
clear | no | blade | The blade is dull and useless.
clear | yes | blade | A superb blade.
clear | no | blade | The blade rusted although I dried it.
hard | unclear | zip | The zip is on the left.
hard | no | zip | The zip and I are no longer on speaking terms.
hard | no | battery | The battery made it all the way to lunchtime.
hard | yes | battery | I have forgotten where I put the battery charger.
hard | no | handle | You could fit a third of a hand round the handle.
hard | yes | handle | My grandfather would have approved of the handle.
hard | no | lid | I bought clingfilm to do what the lid was hired for.
hard | yes | lid | Upside down in a rucksack for a week and the lid kept its secrets.
hard | unclear | fabric | The fabric is a blend of wool and nylon.
hard | no | fabric | The fabric has parted company with itself.
hard | no | colour | The colour is what happens to a wall behind a radiator.
hard | unclear | colour | It comes in one colour.
hard | no | taste | The taste will bring back school dinners.
hard | yes | taste | The taste sent me to the cupboard at midnight.
hard | no | smell | The smell has its own postcode.
hard | unclear | size | I ordered my usual size.
hard | no | strap | The strap lasted as far as the bus stop.
hard | yes | sole | Six hundred miles on one sole.
hard | no | warm | Warm is not the word I would have chosen.
hard | yes | warm | My tent mates asked to borrow it, it is that warm.
hard | no | instruction | The instructions assume a degree in engineering.
hard | yes | price | At this price I keep expecting a catch.
hard | no | noise | The noise brought the neighbours round.
hard | unclear | packaging | The packaging is cardboard.
hard | no | button | The buttons have opinions about where they want to be.
hard | yes | pocket | I found a whole sandwich in one pocket and still had room.
hard | no | sound | It has the sound of a wasp in a biscuit tin.
hard | no | seam | The seam let in as much of the lake as it could.
hard | no | blade | The blade would struggle with a firm banana.
hard | yes | blade | The blade goes through a tomato as if it had somewhere to be.
`;

export const LABELLED: readonly Labelled[] = LINES.trim()
  .split('\n')
  .map((line) => {
    const [kind, says, about, text] = line.split(' | ');
    return { clear: kind === 'clear', says: says as Labelled['says'], about, text };
  });
