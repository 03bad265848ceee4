FEATURES = ()
WEIGHTS = ((), (), ())
