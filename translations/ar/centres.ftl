## centres
