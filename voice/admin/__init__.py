from voice.admin import voices, walls

__all__ = ["voices", "walls"]
