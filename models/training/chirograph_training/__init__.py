"""Training recipe of Chirograph's word encoder: from production crops to a released ONNX model."""

__version__ = "1.0.0"
