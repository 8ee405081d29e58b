import type { HandName } from './hands.ts';
import type { Colour } from './sheet.ts';

/** One document of the demo case; `pages` holds the paragraphs of each page. */
export interface Letter {
  /** Path in the case folder, with forward slashes. */
  readonly path: string;
  readonly hand: HandName;
  readonly format: 'png' | 'jpeg' | 'tiff';
  /** In millimetres. */
  readonly sheet: readonly [width: number, height: number];
  readonly paper: Colour;
  readonly ink: Colour;
  readonly pages: readonly (readonly string[])[];
}

const a4 = [210, 297] as const;
const a5 = [148, 210] as const;
const pad = [165, 200] as const;

const white = [247, 246, 243] as const;
const cream = [244, 239, 226] as const;
const cool = [240, 242, 244] as const;

const blueBlack = [34, 40, 74] as const;
const blue = [44, 62, 122] as const;
const gray = [58, 58, 62] as const;
const black = [38, 37, 40] as const;

/** Every name, place and matter in these letters is invented. */
export const LETTERS: readonly Letter[] = [
  {
    path: 'questioned/fence letter.png',
    hand: 'marrow',
    format: 'png',
    sheet: a5,
    paper: white,
    ink: blueBlack,
    pages: [
      [
        'To the people at number nine,',
        'The fence between your garden and the lane has been broken since March and nobody has said a word about it. The dogs come through every evening and my roses are ruined again.',
        'If it is not mended before the end of the month I will write to the council. Please do not ask who I am. You know that I am right.',
      ],
    ],
  },
  {
    path: 'questioned/parking note.jpg',
    hand: 'stranger',
    format: 'jpeg',
    sheet: a5,
    paper: cream,
    ink: black,
    pages: [
      [
        'Your grey car was in my space again on Monday and on Tuesday. The space is mine and the number is painted on the wall.',
        'Please leave it free from now on, or I will have the car taken away.',
        'A neighbour',
      ],
    ],
  },
  {
    path: 'known/Edda Marrow/letter to the library.png',
    hand: 'marrow',
    format: 'png',
    sheet: a5,
    paper: cool,
    ink: blue,
    pages: [
      [
        'Dear Mr Fennimore,',
        'Thank you for the two books that came on Friday. The one about the old mill is just what I was looking for, and I have been reading it every evening since.',
        'I will bring both of them back before the end of next week. Please ask the people in the reading room if they know when the map of the river was drawn.',
        'Edda Marrow',
      ],
    ],
  },
  {
    path: 'known/Edda Marrow/note for the milkman.jpg',
    hand: 'marrow',
    format: 'jpeg',
    sheet: a5,
    paper: white,
    ink: gray,
    pages: [
      [
        'Please leave two bottles by the back door from Monday and none on Thursday. My sister and her dogs will be with me for the month, so I may write again and ask for more.',
        'The gate is not locked but it sticks, and you have to lift it. If nobody is about, the money is under the blue pot. It has been counted and it is right. Thank you for coming through all that snow.',
      ],
    ],
  },
  {
    path: 'known/Edda Marrow/recipe.png',
    hand: 'marrow',
    format: 'png',
    sheet: pad,
    paper: cream,
    ink: blueBlack,
    pages: [
      [
        'Plum cake as my mother made it',
        'Take the stones out of the plums and cut them in half. Beat the butter and the sugar, then the eggs, and last of all the flour. Do not stir it for long or it will be heavy.',
        'Put the plums on top with the cut side up. It has to bake for the best part of an hour. You know that it is done when the house is full of it.',
      ],
    ],
  },
  {
    path: 'known/Tobias Wren/report on the hall.tiff',
    hand: 'wren',
    format: 'tiff',
    sheet: a5,
    paper: white,
    ink: black,
    pages: [
      [
        'The hall was cleaned on Monday. Two of the chairs are broken and have been put away behind the stage. The lamp over the door does not work and nobody knows where the key to the cellar is.',
        'I have been through every room and the list is with this letter.',
      ],
      [
        'There is water under the window again, and the wall is wet as far as the number on the plan. I will ask the people from the council to come and see it before the end of the month.',
        'Tobias Wren',
      ],
    ],
  },
  {
    path: 'known/Tobias Wren/letter about the choir.png',
    hand: 'wren',
    format: 'png',
    sheet: a4,
    paper: cool,
    ink: blue,
    pages: [
      [
        'Dear friends,',
        'The choir will meet in the small room from now on, as the big one is too cold. Please bring your own cups and something to write with. If you have the green book at home, I would like to have it back.',
        'We sing on Thursday evening and again on Sunday. The people who came late last week know that the door is shut at seven. It is not my rule, but it is a right one.',
        'Tobias',
      ],
    ],
  },
  {
    path: 'known/Ruth Calder/holiday letter.png',
    hand: 'calder',
    format: 'png',
    sheet: pad,
    paper: white,
    ink: blueBlack,
    pages: [
      [
        'Hello all of you,',
        'We have been here for a week and it has rained every day. The house is at the end of a lane and the car does not like it. In the evening we play cards and look at the sea through the window.',
        'On Tuesday the dogs found a crab and would not leave it alone. Please water my garden and take what you like from it, before the birds have all the plums.',
        'Ruth',
      ],
    ],
  },
  {
    path: 'known/Ruth Calder/note to the workshop.jpg',
    hand: 'calder',
    format: 'jpeg',
    sheet: a5,
    paper: cool,
    ink: gray,
    pages: [
      [
        'The grey bicycle is mine and the blue one belongs to my brother. Both need new tyres and the bell on mine has come off again. It was in the box with the lamp, but nobody can find it now.',
        'Please do not paint anything. If it is more than forty, ask me before you begin. I will come for them on Monday or send word. My number is on the wall by your door.',
        'Ruth Calder',
      ],
    ],
  },
];
