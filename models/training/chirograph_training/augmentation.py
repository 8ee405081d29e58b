"""Varies crops as scans of the same writing vary; whole batches at once, on tensors only.

What a hand keeps from scan to scan (slant, proportions, shape) is moved little; what the pen, the
paper and the scanner decide (stroke width, ink strength, blur, noise, lost pieces, form lines) much.
Hands of which a set has few are moved more, each as a whole, so that none of them is learned by heart.
"""

from __future__ import annotations

import math
from collections.abc import Callable

import torch
from torch import Tensor
from torch.nn import functional

#: Paper that a prepared crop has around its writing, in pixels: `margin` of the input contract.
MARGIN = 3


def augment(crop: Tensor, random: torch.Generator, warped: bool = True) -> Tensor:
    """Varies a batch of crops.

    Args:
        crop: count x 1 x height x width, 0 paper to 1 full ink.
        random: Source of all variation.
        warped: Whether slant, proportions, size and place vary too.

    Returns:
        Crops of the same shape and range.
    """
    if warped:
        crop = _warp(crop, random)
    crop = _stroke_width(crop, random)
    crop = _ink(crop, random)
    crop = _form_line(crop, random)
    crop = _lost_pieces(crop, random)
    crop = _resolution(crop, random)
    crop = _blur(crop, random)
    return _noise(crop, random).clamp(0.0, 1.0)


def vary(crop: Tensor, share: float, random: torch.Generator, warped: bool = True) -> Tensor:
    """Varies some crops of a batch; the others stay as they were prepared.

    Args:
        crop: count x 1 x height x width, 0 paper to 1 full ink.
        share: How likely each crop is to be varied.
        random: Source of all variation; of 1, of nothing beside what `augment` draws.
        warped: As for `augment`.

    Returns:
        Crops of the same shape and range.
    """
    if share == 1:
        return augment(crop, random, warped)
    chosen = _chosen(len(crop), share, random)
    if not bool(chosen.any()):
        return crop
    changed = crop.clone()
    changed[chosen] = augment(crop[chosen], random, warped)
    return changed


def reshape_hands(crop: Tensor, hand: Tensor, random: torch.Generator) -> Tensor:
    """Gives every hand another slant, proportion and stroke width, the same for all of its crops.

    Args:
        crop: count x 1 x height x width, 0 paper to 1 full ink.
        hand: Per crop the hand's code; -1 leaves the crop as it is.
        random: Source of all variation.

    Returns:
        Crops of the same shape, the writing as large as preparation would make it.
    """
    codes, index = torch.unique(hand, return_inverse=True)
    slant = _uniform(len(codes), -0.35, 0.35, random)[index]
    aspect = torch.exp(_uniform(len(codes), -0.2, 0.2, random))[index]
    width = _uniform(len(codes), -0.5, 1.0, random)[index]
    rows = hand >= 0
    some = crop[rows]
    if len(some) == 0:
        return crop
    ratio = crop.shape[2] / crop.shape[3]
    zero = torch.zeros(len(some))
    # Made smaller first, so that no slant pushes writing over the edge; fitted again after.
    across = torch.stack([1.4 * aspect[rows], 1.4 * slant[rows] * ratio, zero], 1)
    down = torch.stack([zero, 1.4 * torch.ones(len(some)), zero], 1)
    slanted = resampled(some, torch.stack([across, down], 1))
    changed = crop.clone()
    changed[rows] = _thickened(_fitted(slanted), width[rows])
    return changed


def cut_to_pieces(crop: Tensor, pieces: Tensor, random: torch.Generator) -> Tensor:
    """Keeps 40 to 90 % of the width of some crops' writing and fits it to the raster as preparation would.

    Args:
        crop: count x 1 x height x width, 0 paper to 1 full ink.
        pieces: Per crop whether it is cut.
        random: Source of all variation.

    Returns:
        Crops of the same shape.
    """
    count, _, _, width = crop.shape
    keep = _uniform(count, 0.4, 0.9, random)
    start = torch.rand(count, generator=random) * (1 - keep)
    if not bool(pieces.any()):
        return crop
    some = crop[pieces]
    left, right, _, _ = _box(some)
    span = right - left
    low = (left + start[pieces] * span)[:, None]
    high = low + (keep[pieces] * span)[:, None]
    x = torch.arange(width)[None, :]
    kept = some * ((x >= low) & (x < high))[:, None, None, :]
    changed = crop.clone()
    changed[pieces] = _fitted(kept)
    return changed


def _box(crop: Tensor) -> tuple[Tensor, Tensor, Tensor, Tensor]:
    """Left, right, top and bottom edge of each crop's ink in pixels; the whole raster where there is none."""
    inked = crop[:, 0] > 0.3
    return *_ends(inked.any(1)), *_ends(inked.any(2))


def _ends(inked: Tensor) -> tuple[Tensor, Tensor]:
    """First true position of each row, and the one after its last; 0 and the length where none is true."""
    return inked.float().argmax(1).float(), inked.shape[1] - inked.flip(1).float().argmax(1).float()


def _fitted(crop: Tensor) -> Tensor:
    """Centres the writing and makes it as large as the raster lets it be, as preparation does."""
    _, _, height, width = crop.shape
    left, right, top, bottom = _box(crop)
    fit_x = (right - left) / (width - 2 * MARGIN)
    fit_y = (bottom - top) / (height - 2 * MARGIN)
    scale = torch.maximum(fit_x, fit_y).clamp(0.4, 2.0)
    zero = torch.zeros_like(scale)
    across = torch.stack([scale, zero, (left + right) / width - 1], 1)
    down = torch.stack([zero, scale, (top + bottom) / height - 1], 1)
    return resampled(crop, torch.stack([across, down], 1))


def resampled(crop: Tensor, from_output: Tensor) -> Tensor:
    """Crops through an affine map from output to input positions, each side running from -1 to 1."""
    grid = functional.affine_grid(from_output, list(crop.shape), align_corners=False)
    return functional.grid_sample(crop, grid, mode="bilinear", padding_mode="zeros", align_corners=False)


def _uniform(count: int, low: float, high: float, random: torch.Generator) -> Tensor:
    return torch.rand(count, generator=random) * (high - low) + low


def _chosen(count: int, share: float, random: torch.Generator) -> Tensor:
    return torch.rand(count, generator=random) < share


def _warp(crop: Tensor, random: torch.Generator) -> Tensor:
    """Slant, scale, aspect, rotation and shift, with one gentle wave along the line."""
    count, _, height, width = crop.shape
    scale = _uniform(count, 0.97, 1.15, random)
    aspect = torch.exp(_uniform(count, -0.1, 0.1, random))
    slant = _uniform(count, -0.15, 0.15, random)
    turn = _uniform(count, -0.035, 0.035, random)
    shift_x = _uniform(count, -0.04, 0.04, random)
    shift_y = _uniform(count, -0.08, 0.08, random)
    ratio = height / width
    cosine, sine = torch.cos(turn), torch.sin(turn)
    # Rows of the map from output to input positions, in units where each side runs from -1 to 1.
    zero = torch.zeros(count)
    across = torch.stack([scale * aspect * cosine, scale * (slant - sine) * ratio, zero], 1)
    down = torch.stack([scale * sine / ratio, scale / aspect * cosine, zero], 1)
    across[:, 2], down[:, 2] = shift_x, shift_y
    grid = functional.affine_grid(torch.stack([across, down], 1), list(crop.shape), align_corners=False)
    wave = _uniform(count, 0.0, 0.06, random)[:, None]
    phase = _uniform(count, 0.0, 2 * math.pi, random)[:, None]
    turns = _uniform(count, 0.5, 2.0, random)[:, None]
    along = torch.linspace(-1, 1, width)[None, :]
    offset = wave * torch.sin(math.pi * turns * along + phase)
    grid = torch.stack([grid[..., 0], grid[..., 1] + offset[:, None, :]], -1)
    return functional.grid_sample(crop, grid, mode="bilinear", padding_mode="zeros", align_corners=False)


def _stroke_width(crop: Tensor, random: torch.Generator) -> Tensor:
    """Thickens or thins strokes by up to about a pixel, as another pen would."""
    amount = _uniform(len(crop), -0.6, 1.0, random)
    return _thickened(crop, torch.where(_chosen(len(crop), 0.7, random), amount, 0.0))


def _thickened(crop: Tensor, amount: Tensor) -> Tensor:
    """Thicker (up to 1 and over) or thinner (down to -1) by about as many pixels on each side of a stroke."""
    changed = crop.clone()
    for rows, sign in ((amount > 0, 1.0), (amount < 0, -1.0)):
        some = crop[rows]
        spread = sign * functional.max_pool2d(sign * some, 3, 1, 1)
        changed[rows] = some + amount[rows].abs()[:, None, None, None] * (spread - some)
    return changed.clamp(0.0, 1.0)


def _ink(crop: Tensor, random: torch.Generator) -> Tensor:
    """Ink strength, its curve, and blotches along the strokes."""
    count, _, height, width = crop.shape
    power = torch.exp(_uniform(count, -0.5, 0.5, random))[:, None, None, None]
    strength = _uniform(count, 0.65, 1.1, random)[:, None, None, None]
    depth = (_uniform(count, 0.0, 0.5, random) * _chosen(count, 0.5, random))[:, None, None, None]
    coarse = torch.rand(count, 1, height // 4, width // 4, generator=random)
    blotches = functional.interpolate(coarse, (height, width), mode="bilinear", align_corners=False)
    return (crop.clamp(min=1e-4) ** power * strength * (1 - depth * blotches)).clamp(0.0, 1.0)


def _form_line(crop: Tensor, random: torch.Generator) -> Tensor:
    """A piece of a form's line, mostly low in the crop."""
    count, _, height, width = crop.shape
    row = _uniform(count, 0.55, 1.0, random)[:, None, None] * height
    thickness = _uniform(count, 0.4, 1.2, random)[:, None, None]
    start = _uniform(count, -0.5, 0.9, random)[:, None, None] * width
    length = _uniform(count, 0.2, 1.5, random)[:, None, None] * width
    strength = (_uniform(count, 0.2, 1.0, random) * _chosen(count, 0.08, random))[:, None, None]
    y = torch.arange(height)[None, :, None]
    x = torch.arange(width)[None, None, :]
    line = (thickness + 0.5 - (y - row).abs()).clamp(0, 1) * ((x >= start) & (x < start + length))
    return torch.maximum(crop, (strength * line)[:, None])


def _lost_pieces(crop: Tensor, random: torch.Generator) -> Tensor:
    """Takes away one end of the word, or a small patch."""
    count, _, height, width = crop.shape
    x = torch.arange(width)[None, None, :] / width
    y = torch.arange(height)[None, :, None] / height
    cut = (_uniform(count, 0.0, 0.12, random) * _chosen(count, 0.15, random))[:, None, None]
    left = _chosen(count, 0.5, random)[:, None, None]
    inked = crop[:, 0].amax(1) > 0.3
    first = inked.float().argmax(1)[:, None, None] / width
    last = 1 - inked.flip(1).float().argmax(1)[:, None, None] / width
    span = last - first
    gone = torch.where(left, x < first + cut * span, x > last - cut * span)
    centre_x = _uniform(count, 0.1, 0.9, random)[:, None, None]
    centre_y = _uniform(count, 0.1, 0.9, random)[:, None, None]
    half_x = _uniform(count, 0.01, 0.05, random)[:, None, None]
    half_y = _uniform(count, 0.05, 0.25, random)[:, None, None]
    patch = ((x - centre_x).abs() < half_x) & ((y - centre_y).abs() < half_y)
    gone = (gone & (cut > 0)) | (patch & _chosen(count, 0.15, random)[:, None, None])
    return crop * ~gone[:, None]


def _resolution(crop: Tensor, random: torch.Generator) -> Tensor:
    """Some crops as a scan of half the resolution would give them."""

    def coarsen(some: Tensor) -> Tensor:
        half = functional.avg_pool2d(some, 2)
        return functional.interpolate(half, some.shape[2:], mode="bilinear", align_corners=False)

    return _partly(crop, 0.15, 0.5, coarsen, random)


def _blur(crop: Tensor, random: torch.Generator) -> Tensor:
    """Out of focus, by up to about a pixel."""

    def soften(some: Tensor) -> Tensor:
        wide = functional.pad(some, (1, 1, 1, 1))
        tall = wide[..., :-2] + 2 * wide[..., 1:-1] + wide[..., 2:]
        return (tall[..., :-2, :] + 2 * tall[..., 1:-1, :] + tall[..., 2:, :]) / 16

    return _partly(crop, 0.4, 0.0, soften, random)


def _partly(
    crop: Tensor, share: float, least: float, change: Callable[[Tensor], Tensor], random: torch.Generator
) -> Tensor:
    """Changes some of the crops, each by a random part of the way from `least` to all of it."""
    rows = _chosen(len(crop), share, random)
    weight = _uniform(len(crop), least, 1.0, random)[rows][:, None, None, None]
    some = crop[rows]
    changed = crop.clone()
    changed[rows] = some + weight * (change(some) - some)
    return changed


def _noise(crop: Tensor, random: torch.Generator) -> Tensor:
    """Grain of sensor and paper, stronger on ink than beside it."""
    amount = (_uniform(len(crop), 0.0, 0.12, random) * _chosen(len(crop), 0.5, random))[:, None, None, None]
    grain = torch.randn(crop.shape, generator=random)
    return crop + amount * grain * (0.25 + 0.75 * crop)
