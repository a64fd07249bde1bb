"""Drivers of ours for pyttsx3.

``speech.engine`` appends this folder to ``pyttsx3.drivers.__path__``, so ``pyttsx3.init("openjtalk")`` finds
``openjtalk.py`` here; each such module has a ``buildDriver(proxy)``.
"""
