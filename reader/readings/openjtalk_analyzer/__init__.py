"""The analyser on Open JTalk: words for the eye and labels for the ear from one analysis.

``OpenJTalkAnalyzer().annotate("県下市町")`` gives けんかしちょう; ``synthesize_labels`` makes its labels sound.
"""

from reader.readings.openjtalk_analyzer.analyzer import OpenJTalkAnalyzer
from reader.readings.openjtalk_analyzer.engine import SAMPLE_RATE, count_morae, synthesize_labels
from reader.readings.openjtalk_analyzer.openjtalk import VOICE

__all__ = ["SAMPLE_RATE", "VOICE", "OpenJTalkAnalyzer", "count_morae", "synthesize_labels"]
