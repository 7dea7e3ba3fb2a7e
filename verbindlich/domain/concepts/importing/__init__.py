"""An office's catalogue of measures becomes rows of the concept: office/imports does the steps, this package what is said in them."""
